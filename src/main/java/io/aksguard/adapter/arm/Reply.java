package io.aksguard.adapter.arm;

import com.azure.core.http.HttpHeaders;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An answer, or why there is none.
 *
 * @param status of HTTP; where there is no answer 0, or 1 for what another attempt would not bring
 *     either
 * @param trouble null where there is an answer
 */
record Reply(int status, HttpHeaders headers, byte[] body, @Nullable String trouble) {
  private static final int AGAIN = 0;
  private static final int NEVER = 1;

  /** Without the time, which would make each finding that it concerns a new one. */
  private static final String CLOSED =
      "not sent: Azure has answered 429, and asks to wait longer than a read may";

  /** It was sent, and nobody knows what became of it. */
  static Reply lost(String trouble) {
    return none(AGAIN, trouble);
  }

  /** One that another attempt would not bring either. */
  static Reply never(String trouble) {
    return none(NEVER, trouble);
  }

  /** Not sent: its quota is closed. */
  static Reply closed() {
    return never(CLOSED);
  }

  /** Not sent: Entra gave no token. */
  static Reply noToken(boolean mayComeLater) {
    return none(mayComeLater ? AGAIN : NEVER, NoTokenException.REASON);
  }

  private static Reply none(int status, String trouble) {
    return new Reply(status, new HttpHeaders(), new byte[0], trouble);
  }

  boolean isClosed() {
    return CLOSED.equals(trouble);
  }

  boolean isWithoutToken() {
    return NoTokenException.REASON.equals(trouble);
  }

  boolean isWorthRetrying() {
    return trouble != null ? status == AGAIN : status == 408 || status == 429 || status >= 500;
  }

  /** Azure's code for what went wrong. */
  Optional<String> code() {
    return parsed().flatMap(Body::code);
  }

  /** Whether a 404 says that what was asked for does not exist. */
  boolean saysGone() {
    return parsed().filter(Body::saysGone).isPresent();
  }

  /** The status, with the code behind it where there is one. */
  String failure() {
    return status + parsed().map(Body::errorCode).orElse("");
  }

  private Optional<Body> parsed() {
    try {
      return Optional.of(Body.parse(body));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
