package io.aksguard.storage;

import static io.aksguard.storage.FakeAccount.json;
import static io.aksguard.storage.FakeAccount.lost;
import static io.aksguard.storage.FakeAccount.of;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.azure.core.credential.TokenCredential;
import com.azure.core.exception.ClientAuthenticationException;
import io.aksguard.activity.Readiness;
import io.aksguard.activity.Rules;
import io.aksguard.adapter.table.AzureStore;
import io.aksguard.config.GuardConfig;
import io.aksguard.control.Catalogue;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import reactor.core.publisher.Mono;

/** What an account that cannot be used is told as: the place, what is wrong, and what to do. */
class AzureMessagesTest {
  private static final String KEY =
      "the account does not take the key, signature or token (403, AuthenticationFailed); copy the"
          + " connection string from the account again, or sign in to its tenant";
  private static final String ROLE =
      "forbidden (403, %s); whoever asks needs Storage Table Data Contributor and Storage Blob Data"
          + " Contributor (Reader, to read alone), and the account's firewall has to let it in";
  private static final String BUSY =
      "the service is busy or down (503, ServerBusy); try again in a minute";
  private static final String CONNECTION =
      "no connection; see whether the address is right, the service is up, and a firewall lets this"
          + " machine in";
  private static final String FOREIGN =
      "an answer that is none of a storage account's (%s); see whether the address is right, and"
          + " what stands between";

  private static FakeAccount.Answer error(int status, String code) {
    return json(
        status,
        "{\"odata.error\":{\"code\":\"%s\",\"message\":{\"lang\":\"en-US\",\"value\":\"Server failed to authenticate the request.\\nRequestId:1\"}}}"
            .formatted(code),
        "x-ms-error-code",
        code,
        "Retry-After",
        "0");
  }

  @TestFactory
  Stream<DynamicTest> everyPart_namesThePlaceAndTheRemedy() {
    return Map.of(
            KEY,
            error(403, "AuthenticationFailed"),
            ROLE.formatted("AuthorizationPermissionMismatch"),
            error(403, "AuthorizationPermissionMismatch"),
            ROLE.formatted("AuthorizationFailure"),
            error(403, "AuthorizationFailure"),
            "the account takes no keys (403, KeyBasedAuthenticationNotPermitted); name it as"
                + " https://NAME.table.core.windows.net",
            error(403, "KeyBasedAuthenticationNotPermitted"),
            BUSY,
            error(503, "ServerBusy"),
            CONNECTION,
            lost(),
            FOREIGN.formatted("404"),
            of(404, "text/html", "<html>Elsewhere</html>"))
        .entrySet()
        .stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(), () -> check(entry.getKey(), entry.getValue())));
  }

  private static void check(String reason, FakeAccount.Answer answer) {
    try (FakeAccount account = FakeAccount.answering(answer)) {
      Store store = account.store();
      String at = account.endpoint();

      assertThat(message(() -> store.ledger().get("p", "k")))
          .isEqualTo("cannot read " + at + "/AksGuardLedger: " + reason);
      assertThat(message(() -> store.index().range("p", "a", "b", 1)))
          .isEqualTo("cannot read " + at + "/AksGuardIndex: " + reason);
      assertThat(message(() -> store.config().get("versions/a.json")))
          .isEqualTo("cannot read " + at + "/config/versions/a.json: " + reason);
      assertThat(message(() -> store.anchors().list("a")))
          // Of a page that is no XML the SDK has lost the status.
          .isEqualTo(
              "cannot list "
                  + at
                  + "/anchors: "
                  + reason.replace("(404)", "(IllegalStateException)"));
      assertThat(new Readiness(store, AzureMessagesTest::rules).lacks())
          .hasSize(4)
          .allMatch(lack -> lack.endsWith(": " + reason));
    }
  }

  @Test
  void nobodySignedIn_isToldHowTo() {
    TokenCredential nobody =
        request -> Mono.error(new ClientAuthenticationException("a\nlong\ntext", null));
    Store store = AzureStore.open("https://name.table.core.windows.net", nobody);
    String reason =
        ": nobody is signed in to Azure, or the sign-in was refused; run az login, or set"
            + " AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET";

    assertThat(message(() -> store.ledger().get("p", "k")))
        .isEqualTo("cannot read https://name.table.core.windows.net/AksGuardLedger" + reason);
    assertThat(message(() -> store.anchors().get("a")))
        .isEqualTo("cannot read https://name.blob.core.windows.net/anchors/a" + reason);
  }

  private static Rules rules() {
    return new Rules(Catalogue.builtIn(), GuardConfig.defaults(Catalogue.builtIn()), "");
  }

  private static String message(Runnable work) {
    UnavailableException e = catchThrowableOfType(UnavailableException.class, work::run);
    return e == null ? "" : String.valueOf(e.getMessage());
  }
}
