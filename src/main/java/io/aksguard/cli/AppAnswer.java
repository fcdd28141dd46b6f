package io.aksguard.cli;

import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonReader;
import io.aksguard.storage.UnavailableException;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * What the app has said: JSON, or a problem as RFC 9457 has it. What stands in front of the app
 * (App Service Authentication, the platform) answers in forms of its own.
 *
 * @param url without its query
 */
record AppAnswer(String url, int status, String body) {
  private static final String NO_APP = "; see whether --app is the address of AKS Guard";

  /**
   * The JSON of a success.
   *
   * @throws UsageException where nobody has signed in, or may not, or asks for what is not there
   * @throws NotDoneException where the app says that it cannot come about any more
   * @throws UnavailableException where it could not answer; ask again
   */
  JsonObject json() {
    Optional<JsonObject> json = read();
    if (status >= 200 && status < 300) {
      return json.orElseThrow(() -> new UsageException(url + ": no JSON was answered" + NO_APP));
    }
    Optional<String> detail = json.flatMap(problem -> problem.string("detail"));
    if (status == 409) {
      throw new NotDoneException(detail.orElse(url + " answered 409"));
    }
    if (status >= 500 || status == 429) {
      throw new UnavailableException(said(detail.orElse("no reason was given; try again")));
    }
    throw new UsageException(said(refusal(detail)));
  }

  private String refusal(Optional<String> detail) {
    if (status == 401 || status / 100 == 3) {
      return "not signed in%s; see whether --audience is the app registration of this app"
              .formatted(because(detail))
          + ", and az login is in its tenant";
    }
    if (status == 403) {
      return "not allowed%s; whoever owns the app registration assigns roles"
              .formatted(because(detail))
          + " under Users and groups of its enterprise application";
    }
    return detail.orElse("this is no answer of AKS Guard" + NO_APP);
  }

  private static String because(Optional<String> detail) {
    return detail.map(text -> " (" + text + ")").orElse("");
  }

  private String said(String what) {
    return "%s answered %d: %s".formatted(url, status, what);
  }

  private Optional<JsonObject> read() {
    try {
      return Optional.of(JsonReader.object(body));
    } catch (UncheckedIOException e) {
      return Optional.empty();
    }
  }
}
