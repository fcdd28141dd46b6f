package io.aksguard.adapter.graph;

import io.aksguard.adapter.arm.Answer;
import io.aksguard.adapter.arm.Finder;
import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.Gap;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where resources are, by Resource Graph. An answer is kept for a while, since a burst of events on
 * a fleet asks the same again and again.
 */
public final class Whereabouts implements Finder {
  /** About as long as Resource Graph lags itself: what is found is at most a minute old. */
  private static final Duration KEPT = Duration.ofSeconds(30);

  private static final int MOST_NAMED = 50;
  private static final String SUBSCRIPTION = "/subscriptions/";

  private final GraphClient graph;
  private final Clock clock;
  private final Map<String, Answer> known = new ConcurrentHashMap<>();

  public Whereabouts(GraphClient graph, Clock clock) {
    this.graph = graph;
    this.clock = clock;
  }

  @Override
  public Answer find(String type) {
    Answer found = kept("resources", type);
    Gap blind = Sight.of(graph.scope(), subscriptions()).blind();
    return blind == null || found.missing().isPresent()
        ? found
        : new Answer.Ok(found.resources(), blind, found.askedAt());
  }

  @Override
  public Answer subscriptions() {
    return kept("resourcecontainers", "microsoft.resources/subscriptions");
  }

  private Answer kept(String table, String type) {
    Instant oldest = clock.instant().minus(KEPT);
    Answer before = known.get(type);
    if (before != null && before.askedAt().isAfter(oldest)) {
      return before;
    }
    Answer found = graph.all(table, List.of(type), "");
    // What was refused is asked for again.
    if (found.missing().isEmpty()) {
      known.put(type, found);
    }
    return found;
  }

  @Override
  public Answer changes(ArmId resource) {
    return graph.all(
        "resourcechanges",
        List.of("microsoft.resources/changes"),
        "tostring(properties.targetResourceId) =~ '" + resource.value().replace("'", "") + "'");
  }

  @Override
  public Answer assessments(Collection<ArmId> of) {
    return graph.all("securityresources", List.of("microsoft.security/assessments"), condition(of));
  }

  /** One query whatever their number: of many the condition names the subscriptions only. */
  private static String condition(Collection<ArmId> of) {
    return of.size() <= MOST_NAMED
        ? any(of.stream().map(ArmId::value))
        : "(id contains '/managedclusters/' or id contains '/registries/') and ("
            + any(
                of.stream().flatMap(each -> each.subscription().stream()).map(SUBSCRIPTION::concat))
            + ")";
  }

  private static String any(Stream<String> ids) {
    return ids.distinct()
        .map(id -> "id startswith '" + id.replace("'", "") + "/'")
        .collect(Collectors.joining(" or "));
  }
}
