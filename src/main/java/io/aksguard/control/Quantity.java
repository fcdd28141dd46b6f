package io.aksguard.control;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Kubernetes quantities: {@code 500m}, {@code 2Gi}, {@code 1e3}. */
final class Quantity {
  private static final Pattern FORM =
      Pattern.compile("([+-]?[0-9]*\\.?[0-9]+\\.?)(?:[eE]([+-]?[0-9]+)|([numkMGTPE]|[KMGTPE]i)?)");
  private static final Map<String, Double> SUFFIXES =
      Map.ofEntries(
          Map.entry("n", 1e-9),
          Map.entry("u", 1e-6),
          Map.entry("m", 1e-3),
          Map.entry("k", 1e3),
          Map.entry("M", 1e6),
          Map.entry("G", 1e9),
          Map.entry("T", 1e12),
          Map.entry("P", 1e15),
          Map.entry("E", 1e18),
          Map.entry("Ki", 0x1p10),
          Map.entry("Mi", 0x1p20),
          Map.entry("Gi", 0x1p30),
          Map.entry("Ti", 0x1p40),
          Map.entry("Pi", 0x1p50),
          Map.entry("Ei", 0x1p60));

  private Quantity() {}

  /** In base units (cores, bytes); numbers are taken as they are. */
  static double parse(Object value) {
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    Matcher matcher = FORM.matcher(Values.text(value).strip());
    if (!matcher.matches()) {
      throw Values.not("a Kubernetes quantity", value);
    }
    double number = Double.parseDouble(matcher.group(1));
    if (matcher.group(2) != null) {
      return number * Math.pow(10, Integer.parseInt(matcher.group(2)));
    }
    return number * SUFFIXES.getOrDefault(String.valueOf(matcher.group(3)), 1.0);
  }
}
