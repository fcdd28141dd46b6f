package io.aksguard.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonReader;
import io.aksguard.report.Schemas;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the build has packaged, the snapshot it is given, and what its reports must say of it. */
final class PackagedApp {
  static final Path BASE = Path.of(System.getProperty("aksguard.basedir", "."));
  static final Path FOLDER = BASE.resolve("target/azure-functions/aks-guard");

  static final String GROUPS =
      "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/";
  static final String SHOP = cluster("rg-shop", "aks-shop");
  static final String PAY = cluster("rg-pay", "aks-pay");

  private static final String SCHEMA = "src/main/resources/schemas/report.v1.json";

  /** What differs between the two clusters of the snapshot. */
  private static final Set<String> FAILURES_OF_SHOP =
      Set.of("local-accounts-disabled", "netpol-engine-enabled", "api-authorized-ips-set");

  private PackagedApp() {}

  private static String cluster(String group, String name) {
    return GROUPS + group + "/providers/Microsoft.ContainerService/managedClusters/" + name;
  }

  /** A valid report with the engine's verdicts on exactly these clusters. */
  static void assertReport(String report, String... clusters) throws IOException {
    assertThat(Schemas.objections(SCHEMA, report)).isEmpty();
    JsonObject json = JsonReader.object(report);
    assertThat(resources(json, "FAIL"))
        .usingElementComparator(String.CASE_INSENSITIVE_ORDER)
        .containsExactlyInAnyOrder(clusters);
    assertThat(json.object("coverage").orElseThrow().raw("clusters"))
        .isEqualTo((long) clusters.length);
    if (Set.of(clusters).contains(SHOP)) {
      assertThat(failures(json, SHOP)).containsAll(FAILURES_OF_SHOP);
    }
    if (Set.of(clusters).contains(PAY)) {
      assertThat(failures(json, PAY))
          .contains("cluster-auto-upgrade-on")
          .doesNotContainAnyElementsOf(FAILURES_OF_SHOP);
    }
  }

  private static Set<String> resources(JsonObject report, String status) {
    return report.array("findings").orElseThrow().objects().stream()
        .filter(finding -> finding.string("status").equals(Optional.of(status)))
        .map(finding -> finding.string("resource").orElseThrow())
        .collect(Collectors.toSet());
  }

  private static Set<String> failures(JsonObject report, String cluster) {
    return report.array("findings").orElseThrow().objects().stream()
        .filter(finding -> finding.string("status").equals(Optional.of("FAIL")))
        .filter(finding -> finding.string("resource").orElseThrow().equalsIgnoreCase(cluster))
        .map(finding -> finding.string("control").orElseThrow())
        .collect(Collectors.toSet());
  }
}
