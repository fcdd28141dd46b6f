package io.aksguard.cli;

/** How many there are of something, as people say it. */
final class Amount {
  private Amount() {}

  /**
   * @param one what a single one is called; several have an s behind it
   */
  static String of(long number, String one) {
    return of(number, one, one + "s");
  }

  static String of(long number, String one, String several) {
    return number + " " + (number == 1 ? one : several);
  }
}
