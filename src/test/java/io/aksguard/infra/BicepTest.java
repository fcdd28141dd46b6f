package io.aksguard.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.adapter.arm.ApiVersions;
import io.aksguard.adapter.embedded.EmbeddedStore;
import io.aksguard.app.Settings;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** infra/ against the code. {@link BicepMutationTest} shows that each of these checks can fail. */
class BicepTest {
  private Infra infra;
  private ContentCheck check;

  @BeforeEach
  void read() throws Exception {
    infra = Infra.of(Infra.files());
    check = new ContentCheck(infra);
  }

  @Test
  void namesFit_andNothingIsUnused() {
    assertThat(StructureCheck.problems(infra)).isEmpty();
  }

  @Test
  void eachEventFunction_hasItsEvents() throws Exception {
    Set<String> functions = Code.read().eventFunctions();
    assertThat(functions).hasSize(4);

    assertThat(new EventCheck(infra).functions(functions).problems()).isEmpty();
  }

  @Test
  void eventTypes_areThoseThatTheCodeTakes() throws Exception {
    assertThat(new EventCheck(infra).types().operations(written()).problems()).isEmpty();
  }

  @Test
  void appSettings_areThoseThatTheCodeReads() throws Exception {
    Set<String> settings = Code.read().settings();
    assertThat(settings).contains("AKS_GUARD_STORE", "AKS_GUARD_SWEEP_SCHEDULE");

    assertThat(check.settings(settings).problems()).isEmpty();
  }

  @Test
  void roles_areThoseReviewed() {
    assertThat(check.roles().problems()).isEmpty();
  }

  @Test
  void tablesAndContainers_areThoseOfTheStore() throws Exception {
    Set<String> tables = Code.stored("table");
    Set<String> containers = Code.stored("container");
    assertThat(tables).hasSize(3);
    assertThat(containers).hasSize(6);

    assertThat(new StorageCheck(infra).storage(tables, containers).problems()).isEmpty();
  }

  @Test
  void bodiesAndHistory_endWhereTheCodeSaysSo() {
    Settings settings =
        Settings.of(Map.of(Settings.SUBSCRIPTIONS, "s", Settings.STORE, "https://s"));

    assertThat(
            new StorageCheck(infra)
                .kept(
                    EmbeddedStore.EVIDENCE_KEPT.toDays(),
                    EmbeddedStore.RUNS_KEPT.toDays(),
                    settings.history().orElseThrow().toDays())
                .problems())
        .isEmpty();
  }

  @Test
  void anchors_cannotBeDeletedByTheApp() {
    assertThat(new StorageCheck(infra).anchors().problems()).isEmpty();
  }

  @Test
  void nothingOpensWithAKey() {
    assertThat(new StorageCheck(infra).secrets().problems()).isEmpty();
  }

  @Test
  void app_isAsDecided() throws Exception {
    String pom = Files.readString(Infra.ROOT.resolve("pom.xml"));
    String java = pom.replaceAll("(?s).*<maven.compiler.release>(\\d+)<.*", "$1");

    assertThat(check.app(java).problems()).isEmpty();
  }

  @Test
  void signIn_isForOneTenant_andLetsKeysThrough() {
    assertThat(check.signIn().problems()).isEmpty();
  }

  @Test
  void events_areDeliveredForADayThenDeadLettered() {
    assertThat(new EventCheck(infra).delivery().problems()).isEmpty();
  }

  @Test
  void auditor_readsWhatTheExportReads_andNoMore() throws Exception {
    assertThat(
            check
                .auditor(exported(), Files.readString(Infra.ROOT.resolve("src/docs/deploy.md")))
                .problems())
        .isEmpty();
  }

  /** Whatever an API version is pinned for is read; without an action the answer would be 403. */
  @Test
  void auditor_mayReadWhatTheLiveReadersAskFor() {
    Set<String> actions = new TreeSet<>();
    infra.actions().keySet().forEach(action -> actions.add(action.toLowerCase(Locale.ROOT)));

    assertThat(ApiVersions.all().keySet())
        .hasSizeGreaterThan(15)
        // Remedies alone ask for these, by a role of their own.
        .filteredOn(type -> !type.startsWith("microsoft.insights/datacollection"))
        .allSatisfy(type -> assertThat(actions).anyMatch(action -> action.startsWith(type + "/")));
  }

  /** Types that ARM writes nothing of: computed, counted, or written by another service. */
  private static final Set<String> NOT_WRITTEN =
      Set.of(
          "microsoft.containerservice/locations/meshrevisionprofiles",
          "microsoft.dataprotection/backupvaults/backupjobs",
          "microsoft.resourcegraph/resources",
          "microsoft.resources/subscriptions",
          "microsoft.security/assessments");

  /** The resource types of the export whose changes ARM tells of. */
  static Set<String> written() throws Exception {
    Set<String> types = exported();
    assertThat(types).containsAll(NOT_WRITTEN);
    types.removeAll(NOT_WRITTEN);
    // Tags of a cluster are judged, and written under an operation of their own.
    types.add("microsoft.resources/tags");
    return types;
  }

  /** The resource types that export.sh asks for. */
  static Set<String> exported() throws Exception {
    Set<String> types = new TreeSet<>();
    String script = Files.readString(Infra.ROOT.resolve("src/samples/export.sh"));
    Map<String, String> written = new LinkedHashMap<>();
    written.put("$cluster/providers/", "");
    written.put("$gateway/providers/", "");
    written.put("/$place", "");
    written.put("/$pool", "");
    written.put("$aks/", "Microsoft.ContainerService/");
    written.put("$cluster/", "Microsoft.ContainerService/managedClusters/");
    written.put("$workspace/", "Microsoft.OperationalInsights/workspaces/");
    written.put("$registry/", "Microsoft.ContainerRegistry/registries/");
    written.put("$vault/", "Microsoft.KeyVault/vaults/");
    written.put("$fleet/", "Microsoft.ContainerService/fleets/");
    for (Map.Entry<String, String> one : written.entrySet()) {
      assertThat(script).contains(one.getKey());
      script = script.replace(one.getKey(), one.getValue());
    }
    Pattern.compile("(?i)microsoft\\.[a-z]+(/[a-z]+)+")
        .matcher(script)
        .results()
        .map(found -> found.group().toLowerCase(Locale.ROOT).replaceAll("/default$", ""))
        .forEach(types::add);
    assertThat(types).hasSizeGreaterThan(35);
    return types;
  }
}
