package io.aksguard.control;

import org.semver4j.Semver;

/** Kubernetes versions: {@code 1.34}, {@code 1.34.2}, {@code v1.34.2-alpha.1}. */
final class Versions {
  private Versions() {}

  /** The minor version as AKS names it, {@code 1.34}. */
  static String minor(Object version) {
    Semver parsed = parse(version);
    return parsed.getMajor() + "." + parsed.getMinor();
  }

  /** Below, at or above 0 as the first is older, equal or newer; a missing patch counts as 0. */
  static long compare(Object left, Object right) {
    return Integer.signum(parse(left).compareTo(parse(right)));
  }

  /** How many minors the second is behind the first; negative where it is ahead. */
  static long minorsBetween(Object newer, Object older) {
    Semver one = parse(newer);
    Semver other = parse(older);
    if (one.getMajor() != other.getMajor()) {
      throw Values.not("a version with major " + one.getMajor(), older);
    }
    return one.getMinor() - other.getMinor();
  }

  private static Semver parse(Object version) {
    String text = Values.text(version).strip();
    Semver parsed = text.matches("v?[0-9]+(\\.[0-9]+){1,2}.*") ? Semver.coerce(text) : null;
    if (parsed == null) {
      throw Values.not("a version", version);
    }
    return parsed;
  }
}
