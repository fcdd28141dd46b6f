package io.aksguard.deployed;

import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonReader;
import io.aksguard.evidence.JsonWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * One version of the configuration as it is kept: a JSON object of texts. Nothing is unpacked and
 * no file is ever written for it, so a path in it cannot lead anywhere.
 *
 * @param guard the text of guard.yaml
 * @param controls texts of files as a folder of controls has them, by path; may be empty
 */
public record Bundle(String guard, Map<String, String> controls) {
  static final String SCHEMA = "aks-guard/deployed/v1";

  /** As long as the command line takes a guard.yaml, and as many controls again. */
  public static final int LARGEST = 8 << 20;

  public static final int MOST_FILES = 2_000;
  private static final Pattern PATH =
      Pattern.compile("([A-Za-z0-9][A-Za-z0-9._-]{0,99}/){0,9}[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  /**
   * @throws IllegalArgumentException when it is too large, or a path is none of a folder
   */
  public Bundle {
    controls = Collections.unmodifiableMap(new TreeMap<>(controls));
    if (controls.size() > MOST_FILES) {
      throw new IllegalArgumentException("over " + MOST_FILES + " files of controls");
    }
    long size = guard.length();
    for (Map.Entry<String, String> file : controls.entrySet()) {
      if (!PATH.matcher(file.getKey()).matches()) {
        throw new IllegalArgumentException("no path of a file of controls: " + file.getKey());
      }
      size += file.getKey().length() + file.getValue().length();
    }
    if (size > LARGEST) {
      throw new IllegalArgumentException("over 8 million characters of configuration");
    }
  }

  /** Whether a folder's file at this path belongs into a bundle: cases of controls stay at home. */
  public static boolean takes(String path) {
    String[] names = path.split("/", -1);
    String name = names[names.length - 1];
    String within = names.length < 2 ? "" : names[names.length - 2];
    return name.equals("control.yaml")
        || name.equals("practices.yaml")
        || name.equals("frameworks.yaml")
        || (name.endsWith(".yaml") && (within.equals("tables") || within.equals("parameters")));
  }

  /** With another guard.yaml. */
  public Bundle with(String otherGuard) {
    return new Bundle(otherGuard, controls);
  }

  byte[] body() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("schema", SCHEMA);
    members.put("guard", guard);
    members.put("controls", controls);
    return JsonWriter.text(members).getBytes(StandardCharsets.UTF_8);
  }

  /** SHA-256 of the body in hexadecimal digits, under which it is kept. */
  public String digest() {
    return digest(body());
  }

  static String digest(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /**
   * @throws IllegalArgumentException when it is no bundle
   */
  static Bundle read(byte[] body) {
    try {
      JsonObject members = JsonReader.object(new String(body, StandardCharsets.UTF_8));
      JsonObject controls = members.object("controls").orElse(JsonObject.of(Map.of()));
      if (!members.string("schema").equals(Optional.of(SCHEMA))
          || members.string("guard").isEmpty()
          || !controls.entries().stream().allMatch(e -> e.getValue() instanceof String)) {
        throw new IllegalArgumentException("it is no configuration that was pushed");
      }
      Map<String, String> files = new TreeMap<>();
      controls.entries().forEach(e -> files.put(e.getKey(), (String) e.getValue()));
      return new Bundle(members.string("guard").orElseThrow(), files);
    } catch (UncheckedIOException e) {
      throw new IllegalArgumentException("it is no JSON", e);
    }
  }
}
