package io.aksguard.evidence.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.Evidence;
import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an input has lost may be of any list, so nothing is whole by a declaration then. */
class LostInputTest {
  private static final ArmId CLUSTER =
      new ArmId(
          "/subscriptions/s/resourceGroups/g/providers/Microsoft.ContainerService/managedClusters/one");
  private static final String EXEMPTIONS =
      """
      [{"id":"/subscriptions/s/providers/Microsoft.Authorization/policyExemptions/a","name":"a",
        "type":"Microsoft.Authorization/policyExemptions","properties":{}},
       {"id":"/subscriptions/s/providers/Microsoft.Authorization/policyExemptions/b","na""";

  @TempDir private Path folder;

  @BeforeEach
  void aClusterThatIsWhole() throws IOException {
    write(
        "cluster.json",
        """
        {"id":"%s","name":"one","type":"Microsoft.ContainerService/managedClusters",
         "properties":{"agentPoolProfiles":[]}}
        """
            .formatted(CLUSTER));
    write("snapshot.json", manifest("\"policy\",\"locks\",\"maintenance\""));
  }

  @Test
  void truncatedFile_revokesWhatTheManifestDeclares_andIsNamed() throws IOException {
    write("exemptions.json", EXEMPTIONS);

    assertThat(rest(read(false), "policy", "exemptions"))
        .startsWith("1 the inputs could not be read whole: " + folder.resolve("exemptions.json"))
        .contains(": line 3, column ");
    assertThat(rest(read(false), "locks", "")).contains("exemptions.json");
  }

  @Test
  void truncatedFile_revokesTheAssumption() throws IOException {
    write("exemptions.json", EXEMPTIONS);

    assertThat(rest(read(true), "policy", "exemptions")).contains("exemptions.json: line 3");
    assertThat(rest(read(true), "changes", "activity")).contains("exemptions.json: line 3");
  }

  @Test
  void ofSeveral_theFirstIsNamed() throws IOException {
    write("b.json", EXEMPTIONS);
    write("a.json", "{");

    assertThat(rest(read(false), "policy", "exemptions")).contains("a.json").doesNotContain("b.js");
  }

  @Test
  void fileThatIsNotThere_andManifestThatIsNone_revokeAsWell() throws IOException {
    Path missing = folder.resolve("missing.json");

    assertThat(rest(read(false, folder, missing), "locks", "")).contains("there is no such file");
    Path other = Files.createDirectory(folder.resolve("other"));
    Files.writeString(other.resolve("snapshot.json"), "{}");
    Files.writeString(other.resolve("lock.json"), "[]");
    assertThat(rest(read(true), "locks", "")).contains("other/snapshot.json: 'schema' must be");
  }

  @Test
  void partThatIsOfTheWrongKind_mayBeWhatTiesAResource_andRevokes() throws IOException {
    write("nsg.json", nsg("\"yo\""));

    assertThat(rest(read(true), "locks", "")).contains("nsg.json: line 2: properties.securityRule");
  }

  @Test
  void fileThatIsIgnored_orOnlyRemarkedUpon_revokesNothing() throws IOException {
    write("README.md", "hello");
    write("pod.yaml", "apiVersion: v1\nkind: Pod\nmetadata: {name: x}\n");
    write("flag.json", nsg("{\"name\":\"r\",\"properties\":{\"priority\":\"100\"}}"));

    assertThat(rest(read(false), "locks", "")).isEqualTo("0 whole");
  }

  @Test
  void wholeListOfAParent_andWordsOfPages_stayAsTheyAre() throws IOException {
    write("exemptions.json", EXEMPTIONS);
    write("maintenance.json", maintenance());
    Page locks =
        Page.of(
            Source.ARM,
            Instant.parse("2026-11-23T08:00:00Z"),
            List.of(),
            new Page.Ended("microsoft.authorization/locks", "/subscriptions/s", null));
    write("pages.ndjson", locks.line());

    for (boolean assumed : List.of(false, true)) {
      Evidence evidence = read(assumed);
      assertThat(rest(evidence, "maintenance", "")).isEqualTo("1 whole");
      assertThat(rest(evidence, "locks", "")).isEqualTo("0 whole");
      assertThat(rest(evidence, "policy", "exemptions")).contains("exemptions.json");
    }
  }

  @Test
  void gapOfTheManifest_keepsItsReason() throws IOException {
    write("exemptions.json", EXEMPTIONS);
    write(
        "snapshot.json",
        manifest("\"locks\"")
            .replace("}", ",\"gaps\":[{\"section\":\"fleet\",\"reason\":\"403\"}]}"));

    assertThat(read(false).value("fleet")).isEqualTo(new Gap("403"));
    assertThat(rest(read(false), "policy", "exemptions")).contains("is not known");
  }

  @Test
  void template_isAWorldOfItsOwn() throws IOException {
    write("exemptions.json", EXEMPTIONS);
    write(
        "template.json",
        """
        {"$schema":"https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
         "resources":[{"type":"Microsoft.ContainerService/managedClusters","name":"two",
          "apiVersion":"2025-01-01","properties":{"agentPoolProfiles":[]}}]}
        """);
    List<Evidence> all = new ArrayList<>();
    Inputs.scan(List.of(folder), false).clusters(all::add);

    assertThat(rest(all.get(1), "policy", "exemptions")).isEqualTo("0 whole");
  }

  private static String manifest(String complete) {
    return "{\"schema\":\"aks-guard/snapshot/v1\",\"complete\":[" + complete + "]}";
  }

  private static String maintenance() {
    return """
        {"value":[{"id":"%s/maintenanceConfigurations/m","name":"m",
         "type":"Microsoft.ContainerService/managedClusters/maintenanceConfigurations","properties":{}}]}
        """
        .formatted(CLUSTER);
  }

  private static String nsg(String rule) {
    return """
        {"id":"/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/networkSecurityGroups/n",
         "name":"n","type":"Microsoft.Network/networkSecurityGroups","properties":{"securityRules":[%s]}}
        """
        .formatted(rule);
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private Evidence read(boolean assumeComplete) {
    return read(assumeComplete, folder);
  }

  private static Evidence read(boolean assumeComplete, Path... inputs) {
    List<Evidence> found = new ArrayList<>();
    Inputs.scan(List.of(inputs), assumeComplete).clusters(found::add);
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  /** How many elements are known of a list, and why there may be more. */
  private static String rest(Evidence evidence, String section, String member) {
    Object value = evidence.value(section);
    Object at =
        value instanceof JsonObject object && !member.isEmpty() ? object.raw(member) : value;
    return at instanceof JsonArray list
        ? list.known().size() + " " + list.rest().map(Gap::reason).orElse("whole")
        : String.valueOf(at);
  }
}
