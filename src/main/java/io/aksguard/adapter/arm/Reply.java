package io.aksguard.adapter.arm;

import com.azure.core.http.HttpHeaders;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An answer, or why there is none.
 *
 * @param trouble null where there is an answer
 */
record Reply(int status, HttpHeaders headers, byte[] body, @Nullable String trouble) {
  static Reply none(String trouble) {
    return new Reply(0, new HttpHeaders(), new byte[0], trouble);
  }

  /** One that another attempt would not bring either. */
  static Reply never(String trouble) {
    return new Reply(1, new HttpHeaders(), new byte[0], trouble);
  }

  boolean isWorthRetrying() {
    return trouble != null ? status == 0 : status == 408 || status == 429 || status >= 500;
  }

  /** Azure's code for what went wrong. */
  Optional<String> code() {
    try {
      return Body.parse(body).code();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
