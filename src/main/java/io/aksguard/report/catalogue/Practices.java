package io.aksguard.report.catalogue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The practices that controls belong to, each with its title, in their order. */
final class Practices {
  private final Map<String, String> titles = new LinkedHashMap<>();

  Practices() {
    try (InputStream in = Practices.class.getResourceAsStream("practices.txt")) {
      if (in == null) {
        throw new IllegalStateException("practices.txt is not in the jar");
      }
      new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
          .lines()
          .forEach(line -> titles.put(line.split(" ", 2)[0], line.split(" ", 2)[1]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@code 1.1 Network policies}; of a practice that somebody made, its number alone. */
  String titled(String number) {
    return titles.containsKey(number) ? number + " " + titles.get(number) : number;
  }
}
