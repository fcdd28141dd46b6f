package io.aksguard.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * JSON with places to fill in: <code>${name}</code> a value of the site, <code>${60%}</code> true
 * in 60 of 100 cases, <code>${a|b|c}</code> one of these texts, <code>${60% file}</code> another
 * template in 60 of 100 cases and else null, <code>${1..3 file}</code> one to three of it, in which
 * {@code $count} numbers them.
 */
final class Template {
  private static final Pattern PLACE = Pattern.compile("\\$\\{([^}]*)}");
  private static final Pattern SHARE = Pattern.compile("([0-9]+)%(?: (\\S+))?");
  private static final Pattern TIMES = Pattern.compile("([0-9])\\.\\.([0-9]) (\\S+)");

  private Template() {}

  /** The lines of a template's file without indent and comments. */
  static List<String> lines(String file) {
    try (InputStream in = Template.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalArgumentException("there is no template " + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(String::strip)
          .filter(line -> !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String file(String name, Site site) {
    return fill(String.join("", lines(name)), site);
  }

  static String fill(String text, Site site) {
    return PLACE
        .matcher(text)
        .replaceAll(place -> Matcher.quoteReplacement(value(place.group(1), site)));
  }

  private static String value(String place, Site site) {
    Matcher share = SHARE.matcher(place);
    if (share.matches()) {
      boolean hit = site.chance(Integer.parseInt(share.group(1)));
      String file = share.group(2);
      return file == null ? String.valueOf(hit) : hit ? file(file, site) : "null";
    }
    Matcher times = TIMES.matcher(place);
    if (times.matches()) {
      int least = Integer.parseInt(times.group(1));
      int more = Integer.parseInt(times.group(2)) - least;
      return IntStream.rangeClosed(1, least + site.below(more + 1))
          .mapToObj(i -> file(times.group(3), site).replace("$count", String.valueOf(i)))
          .collect(Collectors.joining(","));
    }
    List<String> choices = List.of(place.split("\\|", -1));
    return choices.size() == 1 ? site.value(place) : choices.get(site.below(choices.size()));
  }
}
