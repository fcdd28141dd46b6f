package io.aksguard.history;

/** Port: a private key on the curve P-256 that nobody can read. */
public interface Signer {
  /** Names the key and its version, for people who look for it. */
  String keyId();

  /** The public half of that version. */
  AnchorKey key();

  /**
   * Signs by ES256 of RFC 7518.
   *
   * @param digest SHA-256 of what is signed
   * @return r and s, 32 bytes each
   * @throws io.aksguard.storage.UnavailableException when whoever has the key does not answer
   */
  byte[] sign(byte[] digest);
}
