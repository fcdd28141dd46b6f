package io.aksguard.lab.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A vault with P-256 keys that sign and verify with ES256. */
public final class KeyVault {
  static final String RESOURCE = "https://vault.azure.net";
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private record Key(String name, String version, KeyPair pair, long created) {}

  private final String endpoint;
  private final Clock clock;
  private final Map<String, Key> versions = new TreeMap<>();
  private final Map<String, Key> newest = new TreeMap<>();

  KeyVault(String endpoint, Clock clock) {
    this.endpoint = endpoint;
    this.clock = clock;
  }

  /** The id of a key with its newest version; the key is made where there is none. */
  public synchronized String key(String name) {
    Key key = newest.get(name);
    return id(key == null ? rotated(name) : key);
  }

  /** Gives the key a new version, as a rotation does; answers its id. */
  public synchronized String rotate(String name) {
    return id(rotated(name));
  }

  private Key rotated(String name) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      String version = UUID.randomUUID().toString().replace("-", "");
      return add(
          new Key(name, version, generator.generateKeyPair(), clock.instant().getEpochSecond()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has P-256", e);
    }
  }

  private Key add(Key key) {
    versions.put(key.name() + "/" + key.version(), key);
    newest.put(key.name(), key);
    return key;
  }

  private String id(Key key) {
    return endpoint + "/keys/" + key.name() + "/" + key.version();
  }

  synchronized Answer handle(Request request) {
    String[] parts = request.path().split("/");
    if (request.parameter("api-version").isEmpty()) {
      return Answer.error(400, "BadParameter", "The api-version is missing.");
    }
    @Nullable Key key =
        parts.length > 3 ? versions.get(parts[2] + "/" + parts[3]) : newest.get(parts[2]);
    if (key == null) {
      return Answer.error(404, "KeyNotFound", "A key with this name and version was not found.");
    }
    try {
      if (request.method().equals("GET") && parts.length < 5) {
        return Answer.json(200, bundle(key));
      }
      if (request.method().equals("POST") && parts.length == 5) {
        return use(key, parts[4], Json.read(request.body()));
      }
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return Answer.error(400, "BadParameter", String.valueOf(e.getMessage()));
    }
    return Answer.error(405, "MethodNotAllowed", request.method());
  }

  private Answer use(Key key, String verb, JsonNode body) throws GeneralSecurityException {
    if (!body.path("alg").asText().equals("ES256")) {
      return Answer.error(400, "BadParameter", "Only ES256 is simulated.");
    }
    Signature signature = Signature.getInstance("NONEwithECDSAinP1363Format");
    return switch (verb) {
      case "sign" -> {
        signature.initSign(key.pair().getPrivate());
        signature.update(digest(body.path("value").asText()));
        yield Answer.json(
            200,
            Json.object()
                .put("kid", id(key))
                .put("value", BASE64.encodeToString(signature.sign())));
      }
      case "verify" -> {
        signature.initVerify(key.pair().getPublic());
        signature.update(digest(body.path("digest").asText()));
        byte[] signed = Base64.getUrlDecoder().decode(body.path("value").asText());
        yield Answer.json(200, Json.object().put("value", signature.verify(signed)));
      }
      default -> Answer.error(404, "NotFound", "No such operation: " + verb);
    };
  }

  private static byte[] digest(String text) {
    byte[] digest = Base64.getUrlDecoder().decode(text);
    if (digest.length != 32) {
      throw new IllegalArgumentException("ES256 takes a digest of 32 bytes");
    }
    return digest;
  }

  private ObjectNode bundle(Key key) {
    ObjectNode bundle = Json.object();
    ObjectNode jwk = bundle.putObject("key");
    ECPublicKey point = (ECPublicKey) key.pair().getPublic();
    jwk.put("kid", id(key))
        .put("kty", "EC")
        .put("crv", "P-256")
        .put("x", coordinate(point.getW().getAffineX()))
        .put("y", coordinate(point.getW().getAffineY()));
    jwk.putArray("key_ops").add("sign").add("verify");
    bundle
        .putObject("attributes")
        .put("enabled", true)
        .put("created", key.created())
        .put("updated", key.created());
    return bundle;
  }

  private static String coordinate(BigInteger number) {
    byte[] bytes = number.toByteArray();
    byte[] fixed = new byte[32];
    int length = Math.min(32, bytes.length);
    System.arraycopy(bytes, bytes.length - length, fixed, 32 - length, length);
    return BASE64.encodeToString(fixed);
  }

  /** All keys with their private halves, for the lab's own folder. */
  synchronized ArrayNode saved() {
    ArrayNode saved = Json.array();
    for (Key key : versions.values()) {
      saved
          .addObject()
          .put("name", key.name())
          .put("version", key.version())
          .put("created", key.created())
          .put("newest", key.equals(newest.get(key.name())))
          .put("public", BASE64.encodeToString(key.pair().getPublic().getEncoded()))
          .put("private", BASE64.encodeToString(key.pair().getPrivate().getEncoded()));
    }
    return saved;
  }

  synchronized void load(JsonNode saved) throws GeneralSecurityException {
    KeyFactory factory = KeyFactory.getInstance("EC");
    for (JsonNode each : saved) {
      PublicKey open = factory.generatePublic(new X509EncodedKeySpec(decoded(each, "public")));
      PrivateKey own = factory.generatePrivate(new PKCS8EncodedKeySpec(decoded(each, "private")));
      Key key =
          new Key(
              each.path("name").asText(),
              each.path("version").asText(),
              new KeyPair(open, own),
              each.path("created").asLong());
      versions.put(key.name() + "/" + key.version(), key);
      if (each.path("newest").asBoolean()) {
        newest.put(key.name(), key);
      }
    }
  }

  private static byte[] decoded(JsonNode key, String member) {
    return Base64.getUrlDecoder().decode(key.path(member).asText());
  }
}
