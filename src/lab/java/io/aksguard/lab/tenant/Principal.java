package io.aksguard.lab.tenant;

/**
 * An app registration that may sign in with a secret, or a person who has signed in with a client.
 *
 * @param clientId the app's id, a GUID; of a person that of the client
 * @param objectId the id of its service principal, or of the person
 * @param address of a person, as Resource Graph shows it; empty of an app
 */
public record Principal(String clientId, String objectId, String secret, String address) {

  public Principal(String clientId, String objectId, String secret) {
    this(clientId, objectId, secret, "");
  }

  /** Never the secret: principals are printed by failing tests. */
  @Override
  public String toString() {
    return "Principal[" + clientId + "]";
  }
}
