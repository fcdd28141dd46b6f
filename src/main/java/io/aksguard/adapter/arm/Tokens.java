package io.aksguard.adapter.arm;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import reactor.core.publisher.Mono;

/** Credentials fail in many ways, some of them as if they were bugs; here all are one. */
final class Tokens implements TokenCredential {
  private final TokenCredential credential;

  Tokens(TokenCredential credential) {
    this.credential = credential;
  }

  @Override
  public Mono<AccessToken> getToken(TokenRequestContext request) {
    return credential.getToken(request).onErrorMap(NoTokenException::new);
  }

  @Override
  public AccessToken getTokenSync(TokenRequestContext request) {
    try {
      return credential.getTokenSync(request);
    } catch (RuntimeException e) {
      throw new NoTokenException(e);
    }
  }
}
