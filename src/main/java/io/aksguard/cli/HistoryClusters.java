package io.aksguard.cli;

import io.aksguard.history.Ledger;
import io.aksguard.history.ListedCluster;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which clusters of a ledger are meant. */
final class HistoryClusters {
  @Option(
      names = "--cluster",
      paramLabel = "ID",
      description = "ARM id of a cluster, or its name where only one has it; default: all")
  private @Nullable String wanted;

  /**
   * In the order of their ids.
   *
   * @throws UsageException where the ledger does not know the cluster, or the name is of several
   */
  List<ListedCluster> of(Ledger ledger) {
    List<ListedCluster> all =
        ledger.clusters().stream()
            .sorted(Comparator.comparing((ListedCluster each) -> each.id().key()))
            .toList();
    String text = wanted;
    if (text == null) {
      return all;
    }
    List<ListedCluster> found =
        all.stream()
            .filter(
                each ->
                    each.id().value().equalsIgnoreCase(text)
                        || each.id().name().equalsIgnoreCase(text)
                        || each.cluster().value().equals(text))
            .toList();
    if (found.size() > 1) {
      throw new UsageException(
          "--cluster: " + found.size() + " clusters are called '" + text + "'; give the ARM id");
    }
    if (found.isEmpty()) {
      List<String> near = NearNames.of(text, all.stream().map(each -> each.id().name()).toList());
      throw new UsageException(
          "--cluster: nothing was recorded of '"
              + text
              + "'"
              + (near.isEmpty() ? "" : "; did you mean " + String.join(", ", near) + "?"));
    }
    return found;
  }
}
