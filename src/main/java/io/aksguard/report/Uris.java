package io.aksguard.report;

import java.nio.charset.StandardCharsets;

/** Paths as SARIF wants them: URI references with forward slashes. */
final class Uris {
  private static final String PLAIN = "-._~!$&'()*+,;=@/";

  private Uris() {}

  /**
   * A relative reference; a {@code file:} URI for an absolute path of Unix or Windows, whichever
   * system this runs on.
   */
  static String of(String path) {
    String slashes = path.replace('\\', '/');
    if (slashes.matches("[A-Za-z]:/.*")) {
      return "file:///" + slashes.substring(0, 2) + encoded(slashes.substring(2));
    }
    if (slashes.startsWith("//")) {
      return "file:" + encoded(slashes);
    }
    if (slashes.startsWith("/")) {
      return "file://" + encoded(slashes);
    }
    while (slashes.startsWith("./")) {
      slashes = slashes.substring(2);
    }
    return encoded(slashes);
  }

  private static String encoded(String path) {
    StringBuilder uri = new StringBuilder(path.length());
    for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      if (c < 0x80 && (Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0)) {
        uri.append(c);
      } else {
        uri.append(String.format("%%%02X", (int) c));
      }
    }
    return uri.toString();
  }
}
