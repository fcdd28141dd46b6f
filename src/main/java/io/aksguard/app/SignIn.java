package io.aksguard.app;

import com.azure.core.credential.SimpleTokenCache;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Tokens of Entra ID for whoever has signed in. */
@FunctionalInterface
public interface SignIn {
  /**
   * A token that is good for some minutes at least.
   *
   * @param audience the app registration that it is for, such as {@code api://…}
   * @throws IllegalStateException where none can be had; the message says what to do, and nothing
   *     that Entra has said, which may name persons
   */
  String token(String audience);

  /** As whom live reads sign in, too: {@link Credentials#of}. */
  static SignIn of(Map<String, String> environment) {
    Map<String, SimpleTokenCache> caches = new ConcurrentHashMap<>();
    return audience -> {
      SimpleTokenCache cache =
          caches.computeIfAbsent(
              audience,
              each -> {
                TokenCredential credential = Credentials.of(environment);
                TokenRequestContext request =
                    new TokenRequestContext().addScopes(each + "/.default");
                return new SimpleTokenCache(() -> credential.getToken(request));
              });
      try {
        return cache.getToken().blockOptional().orElseThrow().getToken();
      } catch (RuntimeException e) {
        throw new IllegalStateException(
            "no token for %s could be had; %s"
                .formatted(audience, Credentials.remedy(environment, audience)),
            e);
      }
    };
  }
}
