package io.aksguard.adapter.table;

import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The form of a connection string. The SDK finds some mistakes only when it sends the first
 * request, and may then repeat a part of the key; nothing here ever does.
 */
public final class ConnectionString {
  private static final List<String> NAMES =
      List.of(
          "accountname",
          "accountkey",
          "blobendpoint",
          "defaultendpointsprotocol",
          "developmentstorageproxyuri",
          "endpointsuffix",
          "fileendpoint",
          "queueendpoint",
          "sharedaccesssignature",
          "tableendpoint",
          "usedevelopmentstorage");

  private ConnectionString() {}

  /** Whether the words are meant as one, well-formed or not: then they name no folder. */
  public static boolean isMeant(String words) {
    return members(words).keySet().stream().anyMatch(NAMES::contains);
  }

  /**
   * @throws IllegalArgumentException where it does not name the tables and the blobs of an account,
   *     or cannot sign
   */
  static void check(String words) {
    Map<String, String> members = members(words);
    if ("true".equalsIgnoreCase(members.get("usedevelopmentstorage"))) {
      return;
    }
    boolean signature = has(members, "sharedaccesssignature");
    if (has(members, "accountkey")) {
      need(members, "accountname", "AccountName");
      refuse(!isBase64(members.getOrDefault("accountkey", "")), "its AccountKey is no base64");
    } else {
      refuse(!signature, "it has no AccountKey and no SharedAccessSignature");
    }
    boolean named = has(members, "accountname");
    for (String endpoint : List.of("TableEndpoint", "BlobEndpoint")) {
      String member = endpoint.toLowerCase(Locale.ROOT);
      if (has(members, member)) {
        refuse(!isUrl(members.getOrDefault(member, "")), "its " + endpoint + " is no URL");
      } else if (!named) {
        need(members, member, endpoint);
      }
    }
  }

  private static Map<String, String> members(String words) {
    Map<String, String> members = new TreeMap<>();
    for (String member : words.split(";", -1)) {
      int equals = member.indexOf('=');
      if (equals > 0) {
        members.put(
            member.substring(0, equals).strip().toLowerCase(Locale.ROOT),
            member.substring(equals + 1).strip());
      }
    }
    return members;
  }

  private static boolean has(Map<String, String> members, String name) {
    return !members.getOrDefault(name, "").isEmpty();
  }

  private static void need(Map<String, String> members, String name, String shown) {
    refuse(!has(members, name), "it has no " + shown);
  }

  private static void refuse(boolean wrong, String why) {
    if (wrong) {
      throw new IllegalArgumentException(
          "the connection string is wrong, " + why + "; copy it from the account's access keys");
    }
  }

  private static boolean isBase64(String text) {
    try {
      return Base64.getDecoder().decode(text).length > 0;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isUrl(String text) {
    try {
      URI uri = URI.create(text);
      return uri.getHost() != null && String.valueOf(uri.getScheme()).matches("(?i)https?");
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
