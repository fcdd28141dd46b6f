package io.aksguard.adapter.arm;

import com.azure.core.http.HttpHeaders;
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

  boolean isWorthRetrying() {
    return trouble != null ? status == 0 : status == 408 || status == 429 || status >= 500;
  }
}
