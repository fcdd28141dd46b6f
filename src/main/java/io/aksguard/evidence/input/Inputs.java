package io.aksguard.evidence.input;

import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.Evidence;
import io.aksguard.evidence.Gap;
import io.aksguard.evidence.join.Inventory;
import io.aksguard.evidence.join.Joiner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Evidence from files. They are read twice: first for everything that clusters are joined with,
 * then for the clusters, one after the other, so that memory holds what belongs to clusters but
 * never the fleet.
 */
public final class Inputs {
  private final boolean assumeComplete;
  private final List<InputLine> lines = new ArrayList<>();
  private final List<InputFile> files = new ArrayList<>();
  private final Inventory inventory = new Inventory();
  private final Map<String, String> clusters = new LinkedHashMap<>();
  private final Parameters parameters = new Parameters();
  private final Dumps dumps = new Dumps();

  private String hidden = "";
  private @Nullable InputLine lost;

  private Inputs(boolean assumeComplete) {
    this.assumeComplete = assumeComplete;
  }

  /**
   * The first reading.
   *
   * @param paths files and folders
   * @param assumeComplete whether what is absent from the inputs is absent from Azure
   */
  public static Inputs scan(List<Path> paths, boolean assumeComplete) {
    Inputs inputs = new Inputs(assumeComplete);
    Manifests manifests = new Manifests(inputs.lines::add);
    FileTree.files(paths, inputs.lines::add)
        .forEach(
            (path, input) -> {
              if (!Manifests.isManifest(path)) {
                InputFile file = new InputFile(path, input, manifests.above(path));
                inputs.files.add(file);
                file.scan(inputs.inventory, inputs.clusters, inputs.parameters, inputs.dumps);
              }
            });
    inputs.dumps.join(inputs.inventory, inputs.clusters.keySet());
    inputs.lost =
        Stream.concat(inputs.lines.stream(), inputs.files.stream().flatMap(f -> f.lost().stream()))
            .filter(line -> line.status() == InputLine.Status.ERROR)
            .findFirst()
            .orElse(null);
    return inputs;
  }

  /** The same inputs, of which the lines show only what is wrong, and paths from the folder on. */
  public Inputs shownFrom(Path folder) {
    hidden = folder.toString();
    return this;
  }

  /** The second reading: the evidence of each cluster, in the order of the files. */
  public void clusters(Consumer<Evidence> sink) {
    Joiner joiner = new Joiner(inventory, assumeComplete, gap());
    files.forEach(file -> file.clusters(joiner, parameters, sink));
    for (ArmId orphan : inventory.orphanedPools(clusters.keySet())) {
      sink.accept(joiner.withoutCluster(orphan, null));
    }
    dumps.others(joiner, sink);
  }

  /** What an input has lost may be of any list, so that none is whole by declaration. */
  private @Nullable Gap gap() {
    InputLine first = lost;
    return first == null
        ? null
        : new Gap(
            "the inputs could not be read whole: " + shown(first.path()) + ": " + first.reason());
  }

  private String shown(String path) {
    return hidden.isEmpty() ? path : path.replace(hidden, "azure");
  }

  /** How many clusters the second reading will give, beside those in templates. */
  public int count() {
    return clusters.size() + inventory.orphanedPools(clusters.keySet()).size() + dumps.count();
  }

  /** What became of each input; complete after the second reading. */
  public List<InputLine> lines() {
    List<InputLine> all = new ArrayList<>(lines);
    files.forEach(file -> all.add(file.line(parameters, dumps)));
    return hidden.isEmpty() ? all : troubles(all);
  }

  private List<InputLine> troubles(List<InputLine> all) {
    return all.stream()
        .filter(line -> line.status().compareTo(InputLine.Status.PARTIAL) >= 0)
        .map(line -> new InputLine(shown(line.path()), line.status(), line.reason()))
        .toList();
  }
}
