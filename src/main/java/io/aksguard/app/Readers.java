package io.aksguard.app;

import io.aksguard.adapter.arm.Answer;
import io.aksguard.adapter.arm.ArmClient;
import io.aksguard.adapter.arm.DirectCollector;
import io.aksguard.adapter.arm.Finder;
import io.aksguard.adapter.arm.Limits;
import io.aksguard.adapter.arm.Pause;
import io.aksguard.adapter.arm.Pipelines;
import io.aksguard.adapter.graph.GraphClient;
import io.aksguard.adapter.graph.Scope;
import io.aksguard.adapter.graph.Sweep;
import io.aksguard.adapter.graph.Whereabouts;
import io.aksguard.cluster.ArmId;
import io.aksguard.storage.UnavailableException;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * What reads Azure, put together over one client, so that all share one quota.
 *
 * @param finder where resources and subscriptions are
 * @param signIn what to do where no token can be had
 */
public record Readers(
    ArmClient arm,
    GraphClient graph,
    Finder finder,
    DirectCollector direct,
    Sweep sweep,
    String signIn) {
  private static final String ENDPOINT = "AKS_GUARD_ARM_ENDPOINT";
  private static final String PUBLIC = "https://management.azure.com";

  /**
   * @param environment credentials, and {@code AKS_GUARD_ARM_ENDPOINT} where it is not the public
   *     cloud's
   * @throws IllegalStateException naming the setting that is missing or wrong
   */
  public static Readers of(Map<String, String> environment, Scope scope, Clock clock) {
    URI endpoint = endpoint(environment.getOrDefault(ENDPOINT, PUBLIC).strip());
    ArmClient arm =
        new ArmClient(
            Pipelines.of(Credentials.of(environment), endpoint),
            endpoint,
            Limits.standard(),
            clock,
            Pause.real());
    GraphClient graph = new GraphClient(arm, scope, clock);
    Whereabouts whereabouts = new Whereabouts(graph, clock);
    return new Readers(
        arm,
        graph,
        whereabouts,
        new DirectCollector(arm, whereabouts, scope.subscriptions(), clock),
        new Sweep(arm, graph, clock),
        Credentials.remedy(environment));
  }

  /**
   * Whether a resource lies in a subscription that is audited.
   *
   * @throws UnavailableException where nobody says which are
   */
  public boolean audits(ArmId id) {
    Optional<String> subscription = id.subscription();
    if (!graph.scope().subscriptions().isEmpty()) {
      return subscription.filter(graph.scope().subscriptions()::contains).isPresent();
    }
    Answer seen = finder.subscriptions();
    seen.missing()
        .ifPresent(
            gap -> {
              throw new UnavailableException(
                  "the audited subscriptions cannot be listed: " + gap.reason());
            });
    return seen.resources().stream()
        .flatMap(row -> row.string("id").flatMap(ArmId::parse).stream())
        .anyMatch(row -> row.subscription().equals(subscription));
  }

  private static URI endpoint(String text) {
    try {
      URI endpoint = URI.create(text);
      if ("https".equals(endpoint.getScheme()) && endpoint.getHost() != null) {
        return endpoint;
      }
    } catch (IllegalArgumentException e) {
      // said below
    }
    throw new IllegalStateException(ENDPOINT + " is '" + text + "': it begins with https://");
  }
}
