package io.aksguard.evidence.input;

import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.Evidence;
import io.aksguard.evidence.join.Inventory;
import io.aksguard.evidence.join.Joiner;
import io.aksguard.evidence.kubernetes.ClusterObjects;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The Kubernetes objects of the inputs, by the cluster that they belong to: the one that the
 * nearest snapshot.json names, else the only one of the inputs. Where there are several, and where
 * there is none, those of an input are an evidence of their own.
 */
final class Dumps {
  private static final String SECTION = "kubernetes";

  private final Map<ArmId, ClusterObjects> named = new LinkedHashMap<>();
  private final Map<Path, ClusterObjects> unnamed = new LinkedHashMap<>();
  private int clusters;

  /**
   * The objects that those of a file belong to.
   *
   * @param input the file or folder that the user named
   */
  ClusterObjects of(Manifest manifest, Path input) {
    ArmId cluster = manifest.cluster();
    ClusterObjects objects =
        cluster == null
            ? unnamed.computeIfAbsent(input, path -> new ClusterObjects())
            : named.computeIfAbsent(cluster, id -> new ClusterObjects());
    if (manifest.complete().contains(SECTION)) {
      objects.declareComplete();
    }
    Optional.ofNullable(manifest.gaps().get(SECTION)).ifPresent(objects::declareMissing);
    return objects;
  }

  /**
   * Gives each cluster its objects; to be called once, when all files were read.
   *
   * @param known the keys of the clusters that the inputs have
   */
  void join(Inventory inventory, Collection<String> known) {
    clusters = known.size();
    if (known.size() == 1 && !unnamed.isEmpty()) {
      ArmId only = new ArmId(known.iterator().next());
      unnamed.values().forEach(named.computeIfAbsent(only, id -> new ClusterObjects())::addAll);
      unnamed.clear();
    }
    named.entrySet().stream()
        .filter(each -> known.contains(each.getKey().key()))
        .forEach(each -> inventory.add(each.getKey(), each.getValue()));
    named.keySet().removeIf(cluster -> known.contains(cluster.key()));
  }

  /** The evidence of what belongs to no cluster of the inputs. */
  void others(Joiner joiner, Consumer<Evidence> sink) {
    named.forEach(
        (cluster, objects) -> sink.accept(joiner.withoutCluster(cluster.value(), objects)));
    unnamed.forEach(
        (input, objects) -> sink.accept(joiner.withoutCluster(input.toString(), objects)));
  }

  /** How many {@link #others} there are. */
  int count() {
    return named.size() + unnamed.size();
  }

  /** What is to be said of a file whose objects belong to no cluster; empty where they do. */
  Optional<String> stray(Manifest manifest) {
    if (manifest.cluster() != null || clusters == 1) {
      return Optional.empty();
    }
    return Optional.of(
        clusters == 0
            ? "Kubernetes objects of a cluster that was not in the input: judged by themselves"
            : "Kubernetes objects judged by themselves: the inputs have "
                + clusters
                + " clusters, and no snapshot.json above names one with 'cluster'");
  }
}
