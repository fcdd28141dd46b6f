package io.aksguard.evidence.kubernetes;

/** Address ranges, as far as policies need them. */
final class Ranges {
  private Ranges() {}

  /** Whether the range is all of IPv4 or of IPv6; its prefix length is 0 then, however written. */
  static boolean isEverywhere(String cidr) {
    return cidr.strip().endsWith("/0");
  }
}
