package io.aksguard.lab.tenant;

/**
 * An app registration that may sign in with a secret.
 *
 * @param clientId the app's id, a GUID
 * @param objectId the id of its service principal
 */
public record Principal(String clientId, String objectId, String secret) {

  /** Never the secret: principals are printed by failing tests. */
  @Override
  public String toString() {
    return "Principal[" + clientId + "]";
  }
}
