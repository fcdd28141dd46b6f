package io.aksguard.activity;

import java.util.regex.Pattern;

/** A setting whose control every cluster can fail, whose fix needs nothing and is taken back. */
final class ImageCleaner {
  static final String CONTROL = "image-cleaner-on";

  /** Into a cluster's body. */
  static final String POINTER = "/properties/securityProfile/imageCleaner/enabled";

  private static final Pattern ON = Pattern.compile("(\"imageCleaner\":\\{[^}]*\"enabled\":)true");

  private ImageCleaner() {}

  /**
   * The cluster without it.
   *
   * @param body without blanks
   */
  static String off(String body) {
    return ON.matcher(body).replaceFirst("$1false");
  }

  static boolean isOn(String body) {
    return ON.matcher(body).find();
  }
}
