package io.aksguard.control;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;

/** Address ranges of both families. */
final class Cidr {
  /** Only what Azure accepts: a full address, with or without a prefix length; no wildcards. */
  private static final IPAddressStringParameters STRICT =
      new IPAddressStringParameters.Builder()
          .allowAll(false)
          .allowEmpty(false)
          .allowMask(false)
          .allowWildcardedSeparator(false)
          .getIPv4AddressParametersBuilder()
          .allow_inet_aton(false)
          .setRangeOptions(inet.ipaddr.AddressStringParameters.RangeParameters.NO_RANGE)
          .getParentBuilder()
          .getIPv6AddressParametersBuilder()
          .setRangeOptions(inet.ipaddr.AddressStringParameters.RangeParameters.NO_RANGE)
          .allowZone(false)
          .getParentBuilder()
          .toParams();

  private Cidr() {}

  static boolean isCidr(Object value) {
    return value instanceof String text && new IPAddressString(text.strip(), STRICT).isIPAddress();
  }

  /**
   * Whether every address of the second range is in the first; families never contain each other.
   */
  static boolean contains(Object outer, Object inner) {
    IPAddress whole = block(outer);
    IPAddress part = block(inner);
    return whole.getIPVersion() == part.getIPVersion() && whole.contains(part);
  }

  /** The prefix length; of a single address all its bits, 32 or 128. */
  static long prefix(Object value) {
    IPAddress address = parse(value);
    Integer length = address.getNetworkPrefixLength();
    return length == null ? address.getBitCount() : length;
  }

  private static IPAddress block(Object value) {
    return parse(value).toPrefixBlock();
  }

  private static IPAddress parse(Object value) {
    IPAddress address = new IPAddressString(Values.text(value).strip(), STRICT).getAddress();
    if (address == null) {
      throw Values.not("an address range", value);
    }
    return address;
  }
}
