package io.aksguard.remediation.guard;

import java.util.regex.Pattern;

/**
 * A control with the digest of what decides its verdict and its remedy: another version is another
 * fix, of which nothing is known yet.
 */
public record ControlVersion(String control, String version) {
  /** What both consist of stands in keys of rows, between bars. */
  private static final Pattern PART = Pattern.compile("[A-Za-z0-9._-]{1,200}");

  /**
   * @throws IllegalArgumentException when one of them is no id
   */
  public ControlVersion {
    if (!PART.matcher(control).matches() || !PART.matcher(version).matches()) {
      throw new IllegalArgumentException("no version of a control: " + control + " " + version);
    }
  }

  String key() {
    return control + "|" + version;
  }

  @Override
  public String toString() {
    return control + " (version " + version + ")";
  }
}
