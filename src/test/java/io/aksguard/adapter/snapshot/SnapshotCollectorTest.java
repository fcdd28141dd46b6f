package io.aksguard.adapter.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.Evidence;
import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.Unread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotCollectorTest {
  private static final String A =
      "/subscriptions/s/resourceGroups/g/providers/Microsoft.ContainerService/managedClusters/a";
  private static final String B =
      "/subscriptions/s/resourceGroups/g/providers/Microsoft.ContainerService/managedClusters/b";

  @TempDir private Path folder;
  private SnapshotCollector collector;

  @BeforeEach
  void twoClusters() throws IOException {
    write("a.json", body(A));
    write("b.json", body(B));
    collector = new SnapshotCollector(folder);
  }

  @Test
  void cluster_isFoundInAnyCase() {
    assertThat(collector.cluster(new ArmId(B.toUpperCase(Locale.ROOT))))
        .map(Evidence::resource)
        .contains(B);
  }

  @Test
  void cluster_whenAllWasReadAndItIsNotThere_isEmpty() {
    assertThat(collector.cluster(new ArmId(A + "x"))).isEmpty();
  }

  @Test
  void cluster_whenFoundBesideABrokenFile_isGiven() throws IOException {
    write("broken.json", "{\"id\":");

    assertThat(collector.cluster(new ArmId(A))).isPresent();
  }

  @Test
  void cluster_whenFoundBesideABrokenFile_hasAGapWhereTheManifestDeclaresAll() throws IOException {
    write("snapshot.json", "{\"schema\":\"aks-guard/snapshot/v1\",\"complete\":[\"locks\"]}");
    assertThat(locks()).isEmpty();
    write("locks.json", "[{\"id\":");

    assertThat(locks()).map(Gap::reason).get().asString().contains("locks.json: line 1");
  }

  private Optional<Gap> locks() {
    Evidence found = collector.cluster(new ArmId(A)).orElseThrow();
    return ((JsonArray) found.value("locks")).rest();
  }

  @Test
  void cluster_whenItMayBeInABrokenFile_isNotCalledAbsent() throws IOException {
    write("broken.json", "{\"id\":");

    assertThatIllegalStateException()
        .isThrownBy(() -> collector.cluster(new ArmId(A + "x")))
        .withMessageContainingAll("managedClusters/ax", "broken.json was not read: line 1");
  }

  @Test
  void cluster_isReadAnewEachTime() throws IOException {
    Files.delete(folder.resolve("a.json"));

    assertThat(collector.cluster(new ArmId(A))).isEmpty();
  }

  @Test
  void fleet_givesAllClusters_andWhatWasNotRead() throws IOException {
    write("broken.json", "{\"id\":");
    List<String> resources = new ArrayList<>();

    List<Unread> unread = collector.fleet(evidence -> resources.add(evidence.resource()));

    assertThat(resources).containsExactly(A, B);
    assertThat(unread)
        .singleElement()
        .satisfies(one -> assertThat(one.where()).endsWith("broken.json"))
        .satisfies(one -> assertThat(one.reason()).startsWith("line 1, column "));
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private static String body(String id) {
    return """
        {"id": "%s", "name": "%s", "type": "Microsoft.ContainerService/managedClusters",
         "location": "westeurope", "properties": {}}
        """
        .formatted(id, new ArmId(id).name());
  }
}
