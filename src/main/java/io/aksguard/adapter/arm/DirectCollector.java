package io.aksguard.adapter.arm;

import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.Collector;
import io.aksguard.evidence.Evidence;
import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.Resource;
import io.aksguard.evidence.Source;
import io.aksguard.evidence.Unread;
import io.aksguard.evidence.input.Page;
import io.aksguard.evidence.input.Pages;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Reads clusters, and what is around them, from their resource providers. Resource Graph, which
 * lags, says where to look, and what it alone lists. What is refused is a gap in the places that it
 * concerns; of a cluster that itself is refused everything is unknown; only a 404 whose code says
 * that it is gone makes it absent.
 */
public final class DirectCollector implements Collector {
  private final ArmClient arm;
  private final Finder finder;
  private final List<String> subscriptions;
  private final Clock clock;

  /**
   * @param subscriptions all that are audited, as GUIDs: where a cluster's identities may have
   *     roles; empty where a management group says it, and the finder knows
   */
  public DirectCollector(ArmClient arm, Finder finder, List<String> subscriptions, Clock clock) {
    this.arm = arm;
    this.finder = finder;
    this.subscriptions = List.copyOf(subscriptions);
    this.clock = clock;
  }

  @Override
  public Optional<Evidence> cluster(ArmId id) {
    return pages(id).map(pages -> evidence(pages, id));
  }

  private static Evidence evidence(List<Page> pages, ArmId id) {
    AtomicReference<Evidence> found = new AtomicReference<>();
    new Pages(pages, id.value()).clusters(found::set);
    Evidence evidence = found.get();
    if (evidence == null) {
      throw new IllegalStateException("pages of " + id + " without the cluster");
    }
    return evidence;
  }

  /** Every cluster of the subscriptions, by ARM's own lists. */
  @Override
  public List<Unread> fleet(Consumer<Evidence> sink) {
    List<Unread> unread = new ArrayList<>();
    for (String subscription : audited(unread)) {
      Answer answer = arm.read(clustersOf(subscription));
      answer.missing().ifPresent(gap -> unread.add(new Unread(subscription, gap.reason())));
      for (JsonObject cluster : answer.resources()) {
        cluster.string("id").flatMap(ArmId::parse).flatMap(this::cluster).ifPresent(sink);
      }
    }
    return unread;
  }

  private List<String> audited(List<Unread> unread) {
    if (!subscriptions.isEmpty()) {
      return subscriptions;
    }
    Answer found = finder.subscriptions();
    found
        .missing()
        .ifPresent(gap -> unread.add(new Unread("the audited subscriptions", gap.reason())));
    return found.resources().stream()
        .flatMap(row -> row.string("id").stream())
        .flatMap(id -> ArmId.parse(id).flatMap(ArmId::subscription).stream())
        .toList();
  }

  /** The list of a subscription's clusters. */
  public static Ask clustersOf(String subscription) {
    return Ask.list(
        "/subscriptions/" + subscription + "/providers/Microsoft.ContainerService/managedClusters",
        Resource.CLUSTER);
  }

  /** What {@link #cluster} is made of, as a snapshot keeps it; empty where there is none. */
  public Optional<List<Page>> pages(ArmId id) {
    List<Page> pages = new ArrayList<>();
    Answer answer = arm.read(Ask.get(id));
    if (answer instanceof Answer.Absent) {
      return Optional.empty();
    }
    Optional<Gap> missing = answer.missing().or(() -> mistaken(answer, id));
    if (missing.isPresent()) {
      Gap gap = Reads.because("the cluster", missing.get());
      return Optional.of(List.of(Page.unread(Source.ARM, answer.askedAt(), id, gap)));
    }
    pages.add(Page.of(Source.ARM, answer.askedAt(), answer.resources()));
    around(new Reads(arm, pages::add), id, answer);
    return Optional.of(pages);
  }

  /** An answer that is no such cluster is not believed. */
  private static Optional<Gap> mistaken(Answer answer, ArmId id) {
    JsonObject body = answer.resources().get(0);
    boolean same =
        body.string("id").flatMap(ArmId::parse).equals(Optional.of(id))
            && body.object("properties").isPresent();
    return same ? Optional.empty() : Optional.of(new Gap("the answer is another resource"));
  }

  private void around(Reads reads, ArmId id, Answer cluster) {
    JsonObject body = cluster.resources().get(0);
    ClusterReads own = new ClusterReads(reads, id, body);
    own.ask();
    own.extension("Microsoft.KubernetesConfiguration/extensions");
    own.extension("Microsoft.KubernetesConfiguration/fluxConfigurations");
    reads.told("microsoft.resources/changes", id.value(), finder.changes(id));
    own.trustedAccess(new BackupReads(reads, id)::follow);
    own.activity(clock.instant());
    own.policyStates();
    own.subnets();
    new SubscriptionReads(reads, finder, id, body, cluster.askedAt()).ask();
    Audited audited = new Audited(reads, finder, id, subscriptions);
    Surroundings surroundings = new Surroundings(reads, finder, id, body, audited);
    surroundings.ask();
    reads.run();
    surroundings.end(cluster.askedAt());
    Set<ArmId> assessed = new LinkedHashSet<>(Set.of(id));
    assessed.addAll(surroundings.registries());
    new DefenderReads(reads, finder, audited).assessments(assessed);
  }
}
