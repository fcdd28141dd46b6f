package io.aksguard.evidence.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.evidence.Evidence;
import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonWriter;
import io.aksguard.evidence.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Kubernetes objects in files: whose they are, whether they are all, and what is wrong with them.
 */
class DumpTest {
  private static final String ID =
      "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg/providers/"
          + "Microsoft.ContainerService/managedClusters/";
  private static final String POD =
      "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":\"a\",\"namespace\":\"shop\"},"
          + "\"spec\":{\"containers\":[{\"name\":\"a\",\"image\":\"a\"}]}}";

  @TempDir private Path folder;
  private Path inputs;
  private List<InputLine> lines = List.of();

  @BeforeEach
  void create() throws IOException {
    inputs = Files.createDirectory(folder.resolve("in"));
  }

  private void write(String file, String text) throws IOException {
    Path path = inputs.resolve(file);
    Files.createDirectories(Objects.requireNonNull(path.getParent()));
    Files.writeString(path, text);
  }

  private void cluster(String name) throws IOException {
    write(
        "azure/" + name + ".json",
        "{\"id\":\"%s%s\",\"name\":\"%s\",\"type\":\"Microsoft.ContainerService/managedClusters\",\"properties\":{}}"
            .formatted(ID, name, name));
  }

  private List<Evidence> read(boolean assumeComplete) {
    Inputs read = Inputs.scan(List.of(inputs), assumeComplete);
    List<Evidence> found = new ArrayList<>();
    int promised = read.count();
    read.clusters(found::add);
    lines = read.lines();
    assertThat(found).hasSize(promised);
    return found;
  }

  private String line(String file) {
    return lines.stream()
        .filter(line -> line.path().endsWith(file))
        .map(line -> line.status() + " " + line.reason())
        .findFirst()
        .orElseThrow();
  }

  private static JsonArray list(Evidence evidence, String name) {
    return ((JsonObject) evidence.value("kubernetes")).array(name).orElseThrow();
  }

  @Test
  void objects_areOfTheOnlyCluster() throws IOException {
    cluster("one");
    write("pods.json", POD);

    List<Evidence> found = read(false);

    assertThat(found).hasSize(1);
    assertThat(list(found.get(0), "workloads").objects()).hasSize(1);
    assertThat(line("pods.json")).isEqualTo("READ ");
  }

  @Test
  void objects_areOfTheClusterThatTheNearestSnapshotNames() throws IOException {
    cluster("one");
    cluster("two");
    write(
        "dump/snapshot.json",
        "{\"schema\":\"aks-guard/snapshot/v1\",\"cluster\":\"%sTWO\",\"complete\":[\"kubernetes\"]}"
            .formatted(ID));
    write("dump/pods.json", POD);

    List<Evidence> found = read(false);

    assertThat(found).hasSize(2);
    assertThat(found.get(0).value("kubernetes")).isInstanceOf(Gap.class);
    assertThat(list(found.get(1), "pods").rest()).isEmpty();
    assertThat(list(found.get(1), "pods").objects()).hasSize(1);
  }

  @Test
  void objectsOfNoKnownCluster_areAnEvidenceOfTheirOwn() throws IOException {
    cluster("one");
    cluster("two");
    write("pods.json", POD);

    List<Evidence> found = read(false);

    assertThat(found).extracting(Evidence::resource).hasSize(3).endsWith(inputs.toString());
    assertThat(line("pods.json"))
        .isEqualTo(
            "READ Kubernetes objects judged by themselves: the inputs have 2 clusters, and no"
                + " snapshot.json above names one with 'cluster'");
    Evidence own = found.get(2);
    assertThat(list(own, "workloads").objects()).hasSize(1);
    assertThat(own.value("cluster")).isEqualTo(new Gap("the cluster itself was not in the input"));
  }

  @Test
  void objectsWithoutAnyCluster_areAnEvidenceOfTheirOwn() throws IOException {
    write("pods.json", POD);

    List<Evidence> found = read(false);

    assertThat(found).extracting(Evidence::resource).containsExactly(inputs.toString());
    assertThat(line("pods.json")).contains("judged by themselves");
  }

  @Test
  void objectsOfAClusterThatIsNotInTheInput_bearItsName() throws IOException {
    cluster("one");
    write(
        "dump/snapshot.json",
        "{\"schema\":\"aks-guard/snapshot/v1\",\"cluster\":\"%stwo\"}".formatted(ID));
    write("dump/pods.json", POD);

    assertThat(read(false)).extracting(Evidence::resource).containsExactly(ID + "one", ID + "two");
  }

  @Test
  void clusterWithoutObjects_isUnknown_whateverIsDeclared() throws IOException {
    cluster("one");
    write("snapshot.json", "{\"schema\":\"aks-guard/snapshot/v1\",\"complete\":[\"kubernetes\"]}");

    assertThat(read(true).get(0).value("kubernetes"))
        .isEqualTo(new Gap("section 'kubernetes' was not in the input"));
  }

  @Test
  void lists_areWholeOnlyWhereTheInputSaysSo() throws IOException {
    cluster("one");
    write("pods.json", POD);

    ((JsonObject) read(false).get(0).value("kubernetes"))
        .entries()
        .forEach(
            list -> assertThat(((JsonArray) list.getValue()).rest()).as(list.getKey()).isPresent());
    JsonObject whole = (JsonObject) read(true).get(0).value("kubernetes");
    whole
        .entries()
        .forEach(
            list -> assertThat(((JsonArray) list.getValue()).rest()).as(list.getKey()).isEmpty());
    assertThat(whole.size()).isEqualTo(35);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"apiVersion":"v1","items":[POD,POD],"kind":"List","metadata":{"continue":"abc"}}     | the list goes on
          {"apiVersion":"v1","items":[POD,null],"kind":"List"}                                  | an element could not be read
          """)
  void listThatIsShort_isNotWhole_whateverIsDeclared(String text, String reason)
      throws IOException {
    cluster("one");
    write("pods.json", text.replace("POD", POD));

    JsonArray pods = list(read(true).get(0), "pods");

    assertThat(pods.objects()).isNotEmpty();
    assertThat(pods.rest().orElseThrow().reason()).contains(reason);
    assertThat(line("pods.json")).startsWith("PARTIAL").contains(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          pods.json  | {"kind":"PodList","apiVersion":"v1","metadata":{},"items":[{"metadata":{"name":"a"},"spec":{"containers":[]}}]}
          pods.json  | {"apiVersion":"v1","items":[{"apiVersion":"v1","kind":"List","items":[POD]}],"kind":"List"}
          pods.json  | {"items":[POD],"apiVersion":"v1","kind":"List"}
          pods.yaml  | {"items":[POD],"apiVersion":"v1","kind":"List"}
          pods.yaml  | {"kind":"PodList","apiVersion":"v1","items":[{"metadata":{"name":"a"},"spec":{"containers":[]}}]}
          pods.json  | [POD]
          pods.json  | {"body":POD}
          """)
  void eachShapeOfAList_isRead(String file, String text) throws IOException {
    write(file, text.replace("POD", POD));

    List<Evidence> found = read(false);

    assertThat(list(found.get(0), "workloads").objects())
        .extracting(workload -> workload.raw("kind") + "/" + workload.raw("name"))
        .containsExactly("Pod/a");
  }

  @Test
  void streamOfYaml_isRead_withNothingBetweenItsDashes() throws IOException {
    write("all.yaml", "---\n# first\n---\n" + POD + "\n---\n---\n" + POD + "\n---\n");

    List<JsonObject> workloads = list(read(false).get(0), "workloads").objects();

    assertThat(workloads)
        .extracting(JsonObject::origin)
        .extracting(Origin::line)
        .containsExactly(4, 7);
    assertThat(line("all.yaml")).startsWith("READ");
  }

  @Test
  void sameObjectTwice_countsOnce_butManifestsOfOneNameAreAllJudged() throws IOException {
    String seen =
        POD.replace("\"name\":\"a\",\"namespace\"", "\"name\":\"a\",\"uid\":\"1\",\"namespace\"");
    write("a.json", seen);
    write("b.json", seen.replace("\"image\":\"a\"", "\"image\":\"b\""));
    write("c.json", POD);
    write("d.json", POD);

    JsonArray workloads = list(read(false).get(0), "workloads");

    assertThat(workloads.objects()).hasSize(3);
    assertThat(JsonWriter.text(workloads.objects().get(0))).contains("\"image\":\"b\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          labels: secret                | {}                                     | metadata.labels: expected an object, found a text
          labels: {a: [secret]}         | {}                                     | metadata.labels.a: expected a text, found a list
          uid: x                        | {containers: {}}                       | spec.containers: expected a list, found an object
          uid: x                        | {containers: [secret]}                 | spec.containers[0]: expected an object, found a text
          uid: x                        | {containers: [null]}                   | spec.containers[0]: expected an object, found nothing
          uid: x                        | {hostPID: secret}                      | spec.hostPID: expected true or false, found a text
          uid: x                        | {containers: [{command: secret}]}      | spec.containers[0].command: expected a list, found a text
          uid: x                        | {securityContext: {runAsUser: secret}} | spec.securityContext.runAsUser: expected a whole number, found a text
          """)
  void valueOfAWrongKind_isAGap_andShownNowhere(String metadata, String spec, String said)
      throws IOException {
    write(
        "pod.yaml",
        "apiVersion: v1\nkind: Pod\nmetadata: {name: a, %s}\nspec: %s\n".formatted(metadata, spec));

    JsonObject pod = list(read(true).get(0), "workloads").objects().get(0);

    assertThat(line("pod.yaml")).isEqualTo("ERROR Pod a: " + said);
    assertThat(JsonWriter.text(pod)).contains(said).doesNotContain("secret");
  }

  @Test
  void numberAsText_isReadAsWhatItSays_withoutShowingIt() throws IOException {
    write(
        "pod.yaml",
        "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {securityContext: {runAsUser: '1234'}}\n");

    JsonObject pod = list(read(true).get(0), "workloads").objects().get(0);

    assertThat(JsonWriter.text(pod)).contains("\"runAsUser\":1234");
    assertThat(line("pod.yaml"))
        .isEqualTo(
            "PARTIAL Pod a: spec.securityContext.runAsUser: a text where a whole number belongs,"
                + " read as such");
  }

  /** As Kubernetes reads YAML. */
  @Test
  void yesAndNo_areFlagsWhereFlagsBelong() throws IOException {
    write(
        "pod.yaml",
        "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {hostPID: yes, hostIPC: off}\n");

    assertThat(JsonWriter.text(list(read(true).get(0), "workloads").objects().get(0)))
        .contains("\"hostPID\":true", "\"hostIPC\":false");
  }

  @Test
  void keyThatComesTwice_isAnError() throws IOException {
    write("pod.yaml", "apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n  name: b\n");

    assertThat(read(false)).isEmpty();
    assertThat(line("pod.yaml")).isEqualTo("ERROR line 5: found duplicate key name");
  }

  @Test
  void bombOfAliases_isRefused() throws IOException {
    StringBuilder bomb = new StringBuilder("apiVersion: v1\nkind: Pod\na0: &a0 [x, x]\n");
    for (int i = 1; i < 40; i++) {
      bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
    }
    write("bomb.yaml", bomb.toString());

    assertThat(read(false)).isEmpty();
    assertThat(line("bomb.yaml")).startsWith("ERROR");
  }
}
