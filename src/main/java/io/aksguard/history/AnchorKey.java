package io.aksguard.history;

import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonReader;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;

/**
 * A public key on the curve P-256.
 *
 * @param jwk as RFC 7638 writes it: {@code {"crv":"P-256","kty":"EC","x":"...","y":"..."}}
 */
public record AnchorKey(String jwk) {
  private static final int BYTES = 32;

  /**
   * @throws IllegalArgumentException when the text is no key on P-256
   */
  public AnchorKey {
    jwk = canonical(publicKey(jwk));
  }

  /** The key that Java knows. */
  public static AnchorKey of(ECPublicKey key) {
    return new AnchorKey(canonical(key));
  }

  /**
   * Reads a JSON Web Key, or a public key in PEM as {@code openssl} and {@code az keyvault key
   * download} write it.
   *
   * @throws IllegalArgumentException when the text is neither, or of another curve
   */
  public static AnchorKey parse(String text) {
    String trimmed = text.strip();
    if (!trimmed.startsWith("-----BEGIN PUBLIC KEY-----")) {
      return new AnchorKey(trimmed);
    }
    String base64 = trimmed.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
    try {
      byte[] bytes = Base64.getDecoder().decode(base64);
      if (KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(bytes))
          instanceof ECPublicKey key) {
        return of(key);
      }
      throw new IllegalArgumentException("not a key of an elliptic curve");
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not a public key in PEM", e);
    }
  }

  /** Whether this key's other half has signed the digest. */
  public boolean verify(byte[] digest, byte[] signature) {
    try {
      Signature verifier = Signature.getInstance("NONEwithECDSAinP1363Format");
      verifier.initVerify(publicKey(jwk));
      verifier.update(digest);
      return verifier.verify(signature);
    } catch (SignatureException malformed) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has ES256", e);
    }
  }

  private static ECPublicKey publicKey(String jwk) {
    JsonObject members;
    try {
      members = JsonReader.object(jwk);
    } catch (UncheckedIOException e) {
      throw new IllegalArgumentException("not a JSON Web Key", e);
    }
    if (!members.string("kty").orElse("").startsWith("EC")
        || !members.string("crv").orElse("").equals("P-256")) {
      throw new IllegalArgumentException("not a key on the curve P-256");
    }
    try {
      AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
      curve.init(new ECGenParameterSpec("secp256r1"));
      ECPoint point = new ECPoint(coordinate(members, "x"), coordinate(members, "y"));
      return (ECPublicKey)
          KeyFactory.getInstance("EC")
              .generatePublic(
                  new ECPublicKeySpec(point, curve.getParameterSpec(ECParameterSpec.class)));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not a key on the curve P-256", e);
    }
  }

  private static BigInteger coordinate(JsonObject members, String name) {
    String text =
        members
            .string(name)
            .orElseThrow(() -> new IllegalArgumentException("the key has no '" + name + "'"));
    return new BigInteger(1, Base64.getUrlDecoder().decode(text));
  }

  private static String canonical(ECPublicKey key) {
    if (key.getParams().getCurve().getField().getFieldSize() != 8 * BYTES) {
      throw new IllegalArgumentException("not a key on the curve P-256");
    }
    return "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\""
        + text(key.getW().getAffineX())
        + "\",\"y\":\""
        + text(key.getW().getAffineY())
        + "\"}";
  }

  private static String text(BigInteger coordinate) {
    byte[] bytes = coordinate.toByteArray();
    byte[] fixed = new byte[BYTES];
    int from = Math.max(0, bytes.length - BYTES);
    byte[] significant = Arrays.copyOfRange(bytes, from, bytes.length);
    System.arraycopy(significant, 0, fixed, BYTES - significant.length, significant.length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(fixed);
  }
}
