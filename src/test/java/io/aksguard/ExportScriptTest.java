package io.aksguard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aksguard.evidence.Evidence;
import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.input.InputLine;
import io.aksguard.evidence.input.Inputs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** src/samples/export.sh against an {@code az} that answers from a script. */
class ExportScriptTest {
  private static final Path SCRIPT =
      Path.of(System.getProperty("aksguard.basedir", ".")).resolve("src/samples/export.sh");
  private static final String CLUSTER =
      "/subscriptions/s1/resourceGroups/g/providers/Microsoft.ContainerService/managedClusters/one";
  private static final String AZ =
      """
      #!/bin/sh
      case "$*" in
        "cloud show"*) echo https://management.azure.com/ ;;
        *"/managedClusters?"*) echo '{"value":[{"id":"$CLUSTER","name":"one","type":"Microsoft.ContainerService/managedClusters","location":"westeurope","properties":{"agentPoolProfiles":[{"name":"p"}]}}]}' ;;
        "aks list"*) printf '$CLUSTER\\tWest Europe\\n' ;;
        *"/maintenanceConfigurations?"*) echo '{"value":[{"id":"$CLUSTER/maintenanceConfigurations/m","name":"m","properties":{}}]}' ;;
        *"/locks?"*) printf 'ERROR: (AuthorizationFailed) no "right"\\n\\\\ at all' >&2; exit 1 ;;
        *ResourceGraph*metricalerts*skipToken*) printf '{\\n  "count": 1,\\n  "data": [%s],\\n  "totalRecords": 2\\n}\\n' "$($0 alert b)" ;;
        *ResourceGraph*metricalerts*) printf '{\\n  "$skipToken": "a+b=",\\n  "count": 1,\\n  "data": [%s],\\n  "resultTruncated": "true",\\n  "totalRecords": 2\\n}\\n' "$($0 alert a)" ;;
        alert*) echo '{"id":"/subscriptions/s1/resourceGroups/g/providers/Microsoft.Insights/metricAlerts/'$2'","type":"microsoft.insights/metricalerts","name":"'$2'","properties":{"scopes":["$CLUSTER"]}}' ;;
        *ResourceGraph*) printf '{\\n  "count": 0,\\n  "data": [],\\n  "totalRecords": 0\\n}\\n' ;;
        "monitor activity-log"*) echo '[]' ;;
        *"--query"*) ;;
        *) echo '{"value":[]}' ;;
      esac
      """
          .replace("$CLUSTER", CLUSTER);

  @TempDir private Path folder;

  @Test
  void export_isReadBack_withAGapForTheCommandThatFailed() throws Exception {
    Path out = folder.resolve("out");

    assertThat(run("s1", out.toString())).isZero();

    Inputs inputs = Inputs.scan(List.of(out), false);
    List<Evidence> found = new ArrayList<>();
    inputs.clusters(found::add);
    assertThat(inputs.lines())
        .allSatisfy(line -> assertThat(line.status()).isEqualTo(InputLine.Status.READ));
    assertThat(found).hasSize(1);
    Evidence evidence = found.get(0);
    assertThat(evidence.value("locks"))
        .isEqualTo(new Gap("locks.json: ERROR: (AuthorizationFailed) no right  at all"));
    JsonObject alerts = (JsonObject) evidence.value("alerts");
    assertThat(names(alerts.array("metricAlerts").orElseThrow())).containsExactly("a", "b");
    assertThat(names((JsonArray) evidence.value("maintenance"))).containsExactly("m");
  }

  @Test
  void export_doesNotMixWithAnotherOne() throws Exception {
    Files.writeString(folder.resolve("snapshot.json"), "{}");

    assertThat(run("s1", folder.toString())).isEqualTo(2);
    assertThat(run("s1")).isEqualTo(2);
  }

  private static List<String> names(JsonArray list) {
    assertThat(list.rest()).isEmpty();
    return list.objects().stream().flatMap(one -> one.string("name").stream()).toList();
  }

  private int run(String... arguments) throws IOException, InterruptedException {
    Path bin = Files.createDirectories(folder.resolve("bin"));
    Path az = Files.writeString(bin.resolve("az"), AZ);
    assumeTrue(az.toFile().setExecutable(true) && Files.isExecutable(Path.of("/bin/sh")));
    List<String> command = new ArrayList<>(List.of("/bin/sh", SCRIPT.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().merge("PATH", bin.toString(), (path, mine) -> mine + ":" + path);
    builder.redirectErrorStream(true).redirectOutput(folder.resolve("log.txt").toFile());
    return builder.start().waitFor();
  }
}
