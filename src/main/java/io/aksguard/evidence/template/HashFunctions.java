package io.aksguard.evidence.template;

import static java.util.Map.entry;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.UUID;

/**
 * {@code uniqueString} and {@code guid}: not ARM's values, which it keeps to itself, but of their
 * shape and the same for the same arguments, so that names made from them join.
 */
final class HashFunctions {
  private static final int UNIQUE_LENGTH = 13;

  private HashFunctions() {}

  static Map<String, Function> table() {
    return Map.ofEntries(
        entry("uniqueString", args -> unique(digest(args))),
        entry("guid", args -> UUID.nameUUIDFromBytes(digest(args)).toString()));
  }

  private static String unique(byte[] digest) {
    String letters = "0".repeat(UNIQUE_LENGTH) + new BigInteger(1, digest).toString(36);
    return letters.substring(letters.length() - UNIQUE_LENGTH);
  }

  private static byte[] digest(Arguments args) {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < Math.max(1, args.size()); i++) {
      String text = JsonText.of(args.known(i), args.evaluator().budget());
      // The length keeps ('a', 'b') apart from ('ab').
      all.append(text.length()).append(':').append(text);
      args.expectText(all.length());
    }
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest(all.toString().getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
