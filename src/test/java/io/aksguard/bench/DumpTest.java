package io.aksguard.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.evidence.Evidence;
import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.input.Inputs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A dump of a whole cluster is read into its workloads, and a large one fits into memory. */
class DumpTest {
  @TempDir private Path folder;

  @Test
  void pods_areOfTheWorkloadsThatTheyWereMadeOf() throws IOException {
    new Dump(200, 1).write(folder);
    List<Evidence> found = new ArrayList<>();
    Inputs.scan(List.of(folder), false).clusters(found::add);
    JsonObject section = (JsonObject) found.get(0).value("kubernetes");

    JsonArray workloads = section.array("workloads").orElseThrow();
    assertThat(workloads.rest()).isEmpty();
    assertThat(workloads.objects())
        .allSatisfy(
            workload -> {
              assertThat(workload.string("kind").orElseThrow())
                  .isIn("Deployment", "StatefulSet", "DaemonSet");
              assertThat(workload.raw("containers")).isNotInstanceOf(Gap.class);
              JsonObject spec = workload.object("spec").orElseThrow();
              assertThat(workload.raw("pods")).isEqualTo(spec.raw("replicas"));
            });
    assertThat(section.array("pods").orElseThrow().objects()).hasSize(200);
    assertThat(section.array("namespaces").orElseThrow().objects()).hasSize(4);
  }

  /** In a process of its own with 512 MB of heap: seconds, and the peak of memory. */
  @Test
  @Tag("campaign")
  void hundredThousandPods_fitIntoMemory_inLinearTime() throws IOException {
    Child few = audit(10_000);
    Child many = audit(100_000);

    assertThat(few.exit()).isZero();
    assertThat(many.exit()).isZero();
    assertThat(many.seconds() / few.seconds()).isLessThanOrEqualTo(11);
  }

  private Child audit(int pods) throws IOException {
    Path dump = folder.resolve("dump-" + pods);
    new Dump(pods, 1).write(dump);
    Child child =
        Child.run(
            List.of(
                "java",
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                "io.aksguard.cli.Main",
                "audit",
                "--at",
                Verdicts.AT.toString(),
                "--fail-on",
                "never",
                "--input",
                dump.toString(),
                "--format",
                "json",
                "--output",
                folder.resolve(pods + ".json").toString()));
    System.out.printf(
        Locale.ROOT,
        "dump of %d pods: %.1f s, processor %.1f s, peak %d MB, heap %d MB, exit %d%n",
        pods,
        child.seconds(),
        child.processor(),
        child.resident(),
        child.heap(),
        child.exit());
    return child;
  }
}
