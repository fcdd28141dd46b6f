package io.aksguard.activity;

import io.aksguard.adapter.snapshot.SnapshotCollector;
import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.Collector;
import io.aksguard.evidence.Evidence;
import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.Section;
import io.aksguard.evidence.Unread;
import io.aksguard.inbox.Uses;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The clusters of the shipped sample, which a test may change, delete or make unreadable. */
final class FakeAzure implements Collector {
  static final ArmId SHOP =
      new ArmId(
          "/subscriptions/27c464d4-946c-4a18-aa97-f1b5ea754bc3/resourceGroups/rg-shop-prod-weu/"
              + "providers/Microsoft.ContainerService/managedClusters/aks-shop-prod-weu");

  private final Map<ArmId, Evidence> clusters = new HashMap<>();
  private final Clock clock;
  private int reads;
  private @Nullable Evidence late;

  FakeAzure(Clock clock) {
    this.clock = clock;
    Path sample = Path.of(System.getProperty("aksguard.basedir", "."), "src/samples/contoso");
    new SnapshotCollector(sample)
        .fleet(evidence -> clusters.put(new ArmId(evidence.resource()), evidence));
  }

  @Override
  public Optional<Evidence> cluster(ArmId id) {
    reads++;
    Evidence slow = late;
    late = null;
    return slow != null ? Optional.of(slow) : Optional.ofNullable(clusters.get(id)).map(this::now);
  }

  /** The next read is answered with what was read before. */
  void answerOnce(Evidence read) {
    late = read;
  }

  @Override
  public List<Unread> fleet(Consumer<Evidence> sink) {
    clusters.values().forEach(evidence -> sink.accept(now(evidence)));
    return List.of();
  }

  private Evidence now(Evidence evidence) {
    Map<String, Section> sections =
        evidence.sections().entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey,
                    each ->
                        new Section(
                            each.getValue().value(), clock.instant(), each.getValue().source())));
    return new Evidence(evidence.resource(), evidence.origin(), sections);
  }

  /** How often a cluster was read. */
  int reads() {
    return reads;
  }

  /** The first resource of this type that the cluster uses. */
  String uses(ArmId id, String type) {
    return Uses.of(Objects.requireNonNull(clusters.get(id))).stream()
        .filter(thing -> new ArmId(thing).type().equals(Optional.of(type)))
        .findFirst()
        .orElseThrow();
  }

  void delete(ArmId id) {
    clusters.remove(id);
  }

  /** One of the same name as before. */
  void create(Evidence evidence) {
    clusters.put(new ArmId(evidence.resource()), evidence);
  }

  void forbid(ArmId id, String section) {
    change(id, section, value -> new Gap("403: not allowed"));
  }

  /** Sets a member of the cluster's {@code properties}. */
  void set(ArmId id, String property, Object value) {
    change(
        id,
        "cluster",
        body -> {
          JsonObject cluster = (JsonObject) body;
          JsonObject properties = cluster.object("properties").orElseThrow();
          return cluster.with("properties", properties.with(property, value));
        });
  }

  private void change(ArmId id, String section, UnaryOperator<Object> change) {
    Evidence before = Objects.requireNonNull(clusters.get(id));
    Map<String, Section> sections = new HashMap<>(before.sections());
    sections.put(section, new Section(change.apply(before.value(section)), clock.instant()));
    clusters.put(id, new Evidence(before.resource(), before.origin(), sections));
  }
}
