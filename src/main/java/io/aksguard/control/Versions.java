package io.aksguard.control;

import java.util.regex.Pattern;
import org.semver4j.Semver;

/** Kubernetes versions: {@code 1.34}, {@code 1.34.2}, {@code v1.34.2-alpha.1}. */
final class Versions {
  private static final Pattern FORM = Pattern.compile("v?[0-9]+(\\.[0-9]+){1,2}.*");

  private final Remembered<Semver> parsed = new Remembered<>(Versions::parse);

  /** The minor version as AKS names it, {@code 1.34}. */
  String minor(Object version) {
    Semver of = of(version);
    return of.getMajor() + "." + of.getMinor();
  }

  /** Below, at or above 0 as the first is older, equal or newer; a missing patch counts as 0. */
  long compare(Object left, Object right) {
    return Integer.signum(of(left).compareTo(of(right)));
  }

  /** How many minors the second is behind the first; negative where it is ahead. */
  long minorsBetween(Object newer, Object older) {
    Semver one = of(newer);
    Semver other = of(older);
    if (one.getMajor() != other.getMajor()) {
      throw Values.not("a version with major " + one.getMajor(), older);
    }
    return one.getMinor() - other.getMinor();
  }

  private Semver of(Object version) {
    return parsed.of(Values.text(version).strip());
  }

  private static Semver parse(String text) {
    Semver parsed = FORM.matcher(text).matches() ? Semver.coerce(text) : null;
    if (parsed == null) {
      throw Values.not("a version", text);
    }
    return parsed;
  }
}
