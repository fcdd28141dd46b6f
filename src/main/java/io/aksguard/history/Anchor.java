package io.aksguard.history;

import io.aksguard.cluster.ClusterKey;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonReader;
import io.aksguard.evidence.JsonWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Where all chains ended at one time, signed. Whoever rewrites a chain below it cannot rewrite the
 * anchor: the container refuses, and the key is elsewhere.
 *
 * @param number from 1, without holes
 * @param previous SHA-256 of the anchor before, byte by byte; empty of the first one
 * @param root Merkle root over the leaves, as RFC 6962 defines it
 * @param leaves in the order of their clusters
 * @param signature over {@link #digest}
 */
public record Anchor(
    long number,
    Instant at,
    String previous,
    String root,
    String keyId,
    AnchorKey key,
    List<Leaf> leaves,
    byte[] signature) {
  private static final String SCHEMA = "aks-guard/anchor/v1";
  static final String PREFIX = "anchor-";

  /** The end of one chain. */
  public record Leaf(ClusterKey cluster, long seq, String hash) {
    byte[] bytes() {
      return (cluster + "|" + seq + "|" + hash).getBytes(StandardCharsets.UTF_8);
    }
  }

  public Anchor {
    leaves = List.copyOf(leaves);
  }

  static Anchor signed(long number, Instant at, String previous, List<Leaf> leaves, Signer signer) {
    AnchorKey key = signer.key();
    String root = root(leaves);
    byte[] digest = digest(number, at, previous, root, leaves.size(), signer.keyId(), key);
    byte[] signature = signer.sign(digest);
    return new Anchor(number, at, previous, root, signer.keyId(), key, leaves, signature);
  }

  static String name(long number) {
    return String.format(Locale.ROOT, PREFIX + "%08d.json", number);
  }

  static String root(List<Leaf> leaves) {
    return Canonical.hex(MerkleTree.root(leaves.stream().map(Leaf::bytes).toList()));
  }

  /** What is signed. */
  byte[] digest() {
    return digest(number, at, previous, root, leaves.size(), keyId, key);
  }

  private static byte[] digest(
      long number,
      Instant at,
      String previous,
      String root,
      long leaves,
      String keyId,
      AnchorKey key) {
    Map<String, Object> signed =
        Map.of(
            "number", number,
            "at", Times.text(at),
            "previous", previous,
            "root", root,
            "leaves", leaves,
            "keyId", keyId,
            "key", key.jwk());
    return HexFormat.of().parseHex(Canonical.digest(SCHEMA + "\n", signed, ""));
  }

  byte[] body() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("schema", SCHEMA);
    members.put("number", number);
    members.put("at", Times.text(at));
    members.put("previous", previous);
    members.put("root", root);
    members.put("algorithm", "ES256");
    members.put("keyId", keyId);
    members.put("key", JsonReader.object(key.jwk()));
    members.put("signature", Base64.getUrlEncoder().withoutPadding().encodeToString(signature));
    members.put(
        "leaves",
        leaves.stream()
            .map(leaf -> List.of(leaf.cluster().value(), leaf.seq(), leaf.hash()))
            .toList());
    return (JsonWriter.text(members) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads an anchor; nothing is verified yet.
   *
   * @throws IllegalArgumentException when the body is none; the message is a sentence
   */
  static Anchor parse(byte[] body) {
    try {
      JsonObject members = JsonReader.object(new String(body, StandardCharsets.UTF_8));
      List<Leaf> leaves = new ArrayList<>();
      for (Object leaf : members.array("leaves").orElse(JsonArray.empty())) {
        if (leaf instanceof JsonArray parts
            && parts.size() == 3
            && parts.get(0) instanceof String cluster
            && parts.get(1) instanceof Long seq
            && parts.get(2) instanceof String hash) {
          leaves.add(new Leaf(new ClusterKey(cluster), seq, hash));
        } else {
          throw new IllegalArgumentException("a leaf is not cluster, number and hash");
        }
      }
      return new Anchor(
          members.raw("number") instanceof Long number ? number : -1,
          Instant.parse(text(members, "at")),
          text(members, "previous"),
          text(members, "root"),
          text(members, "keyId"),
          new AnchorKey(
              JsonWriter.text(
                  members
                      .object("key")
                      .orElseThrow(() -> new IllegalArgumentException("it has no 'key'")))),
          leaves,
          Base64.getUrlDecoder().decode(text(members, "signature")));
    } catch (UncheckedIOException | DateTimeException e) {
      throw new IllegalArgumentException("not an anchor: " + e.getMessage(), e);
    }
  }

  private static String text(JsonObject members, String name) {
    return members
        .string(name)
        .orElseThrow(() -> new IllegalArgumentException("it has no '" + name + "'"));
  }

  /** Whether its own signature holds, over the root of its own leaves. */
  boolean isConsistent(AnchorKey by) {
    return root(leaves).equals(root) && by.verify(digest(), signature);
  }
}
