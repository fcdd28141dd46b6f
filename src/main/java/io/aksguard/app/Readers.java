package io.aksguard.app;

import io.aksguard.adapter.arm.ArmClient;
import io.aksguard.adapter.arm.DirectCollector;
import io.aksguard.adapter.arm.Limits;
import io.aksguard.adapter.arm.Pause;
import io.aksguard.adapter.arm.Pipelines;
import io.aksguard.adapter.graph.GraphClient;
import io.aksguard.adapter.graph.Scope;
import io.aksguard.adapter.graph.Sweep;
import io.aksguard.adapter.graph.Whereabouts;
import java.net.URI;
import java.time.Clock;
import java.util.Map;

/**
 * What reads Azure, put together over one client, so that all share one quota.
 *
 * @param signIn what to do where no token can be had
 */
public record Readers(
    ArmClient arm, GraphClient graph, DirectCollector direct, Sweep sweep, String signIn) {
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
    return new Readers(
        arm,
        graph,
        new DirectCollector(arm, new Whereabouts(graph, clock), scope.subscriptions(), clock),
        new Sweep(arm, graph, clock),
        Credentials.remedy(environment));
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
