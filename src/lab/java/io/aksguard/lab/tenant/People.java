package io.aksguard.lab.tenant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * People who sign in to apps, and the tokens that Entra gives them. Unlike those for ARM these live
 * in the tenant's time. Nothing of it is saved with the tenant.
 */
public final class People {
  private static final Duration LIFE = Duration.ofHours(1);

  private final String tenantId;
  private final String endpoint;
  private final Clock clock;
  private final Mint mint = new Mint();
  private final Map<String, ObjectNode> issued = new ConcurrentHashMap<>();

  People(String tenantId, String endpoint, Clock clock) {
    this.tenantId = tenantId;
    this.endpoint = endpoint;
    this.clock = clock;
  }

  /** The same person for the same name. */
  public Person named(String name, String... appRoles) {
    return new Person(guid(name), name, List.of(appRoles));
  }

  /** Who issues this tenant's tokens, as their {@code iss} says. */
  public String issuer() {
    return issuer(tenantId);
  }

  /**
   * A token for an hour.
   *
   * @param audience the app that it is for
   */
  public String token(Person person, String audience) {
    return token(person, audience, LIFE);
  }

  /**
   * @param life negative for a token that has expired
   */
  public String token(Person person, String audience, Duration life) {
    return issue(person, audience, life, tenantId);
  }

  /** As good a token, but of another tenant's Entra: Entra signs for all tenants alike. */
  public String tokenOfAnotherTenant(Person person, String audience) {
    return issue(person, audience, LIFE, guid("another tenant"));
  }

  private String issue(Person person, String audience, Duration life, String tenant) {
    Instant now = clock.instant();
    Instant end = now.plus(life);
    Instant start = end.isBefore(now) ? end.minus(LIFE) : now;
    ObjectNode claims =
        Json.object()
            .put("aud", audience)
            .put("iss", issuer(tenant))
            .put("iat", start.getEpochSecond())
            .put("nbf", start.getEpochSecond())
            .put("exp", end.getEpochSecond())
            .put("name", person.name())
            .put("oid", person.objectId())
            .put("preferred_username", person.name() + "@contoso.example");
    person.appRoles().forEach(claims.putArray("roles")::add);
    claims.put("sub", guid(person.name() + audience)).put("tid", tenant).put("ver", "2.0");
    String token = mint.token(claims);
    issued.put(token, claims);
    return token;
  }

  /**
   * What a token says that Entra has signed, for whomever and however long ago; empty for any other
   * text.
   *
   * @return the claims as JSON
   */
  public Optional<String> claims(String token) {
    return Optional.ofNullable(issued.get(token)).map(Json::text);
  }

  private String issuer(String tenant) {
    return endpoint + "/" + tenant + "/v2.0";
  }

  private String guid(String of) {
    return UUID.nameUUIDFromBytes((tenantId + of).getBytes(StandardCharsets.UTF_8)).toString();
  }
}
