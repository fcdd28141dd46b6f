package io.aksguard.evidence.kubernetes;

import io.aksguard.evidence.JsonObject;
import java.util.List;

/**
 * Who a binding binds.
 *
 * @param kind User, Group or ServiceAccount
 * @param namespace of a service account, else empty
 */
record Subject(String kind, String namespace, String name) {
  private static final String ACCOUNT = "ServiceAccount";
  private static final String ACCOUNT_USER = "system:serviceaccount:";

  /**
   * The subject as a binding writes it. The API server demands the namespace of a service account;
   * where a manifest leaves it out, the binding's is what was meant.
   */
  static Subject of(JsonObject subject, String bindingNamespace) {
    String kind = subject.string("kind").orElse("");
    String namespace =
        kind.equals(ACCOUNT) ? subject.string("namespace").orElse(bindingNamespace) : "";
    return new Subject(kind, namespace, subject.string("name").orElse(""));
  }

  boolean isAccount() {
    return kind.equals(ACCOUNT);
  }

  /** The name that the authorizer compares: a service account is a user of a name of its own. */
  String principal() {
    return kind.equals(ACCOUNT) ? account(namespace, name) : kind + " " + name;
  }

  /** All that a service account is to the authorizer: its user, and the groups it is always in. */
  static List<String> principals(String namespace, String account) {
    return List.of(
        account(namespace, account),
        "Group system:serviceaccounts:" + namespace,
        "Group system:serviceaccounts",
        "Group system:authenticated");
  }

  private static String account(String namespace, String name) {
    return "User " + ACCOUNT_USER + namespace + ":" + name;
  }

  /** {@code ServiceAccount shop/web}, {@code Group ops}. */
  @Override
  public String toString() {
    return Named.text(kind, namespace, name);
  }
}
