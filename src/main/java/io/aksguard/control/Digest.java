package io.aksguard.control;

import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Versions by content, so that nobody can forget to raise one. */
final class Digest {
  private static final Pattern REFERENCE =
      Pattern.compile("(?<![.A-Za-z0-9])(params|tables)\\.\\??([A-Za-z0-9]+)");

  private Digest() {}

  /** The first 12 hexadecimal digits of SHA-256. */
  static String of(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** The version of a control: over what decides its verdict and its remedy, and nothing else. */
  static String version(Definition d, JsonObject tables, Map<String, Parameter> parameters) {
    List<Object> decisive = new ArrayList<>();
    decisive.add(d.id());
    decisive.add(d.sections());
    String logic = logic(d);
    decisive.add(logic);
    Remedy remedy = d.remedy();
    decisive.add(List.of(remedy.mode(), remedy.impact(), remedy.how()));
    if (!remedy.steps().isEmpty()) {
      decisive.add(RemedyJson.plain(remedy));
    }
    for (String reference : references(decisive(d))) {
      String name = reference.substring(reference.indexOf('.') + 1);
      Parameter parameter = parameters.get(name);
      if (reference.startsWith("tables.")) {
        decisive.add(JsonWriter.text(tables.raw(name)));
      } else if (parameter != null) {
        decisive.add(parameter.type() + JsonWriter.text(parameter.fallback()));
      }
    }
    return of(JsonWriter.text(decisive));
  }

  /** The expressions of a remedy. */
  static List<String> steps(Remedy remedy) {
    List<String> all = new ArrayList<>();
    remedy.needs().forEach(need -> all.add(need.that()));
    remedy.steps().forEach(step -> all.addAll(step.expressions()));
    return all;
  }

  /** All expressions that decide something. */
  private static String decisive(Definition d) {
    return logic(d) + "\n" + String.join("\n", steps(d.remedy()));
  }

  /** What decides the verdict, as its author wrote it. */
  private static String logic(Definition d) {
    return String.join("\n", d.applies(), d.forEach(), d.as(), d.where(), d.subject(), d.expect());
  }

  /**
   * Names that decide the verdict or the remedy, sorted.
   *
   * @param variable {@code params} or {@code tables}
   */
  static List<String> named(String variable, Definition d) {
    return references(decisive(d)).stream()
        .filter(reference -> reference.startsWith(variable + "."))
        .map(reference -> reference.substring(variable.length() + 1))
        .toList();
  }

  /** The tables and parameters that expressions name, as {@code tables.x} and {@code params.y}. */
  static TreeSet<String> references(String logic) {
    TreeSet<String> references = new TreeSet<>();
    Matcher matcher = REFERENCE.matcher(logic);
    while (matcher.find()) {
      references.add(matcher.group(1) + "." + matcher.group(2));
    }
    return references;
  }
}
