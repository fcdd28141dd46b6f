package io.aksguard.evidence.input;

import static io.aksguard.evidence.input.InputLine.Status.ERROR;
import static io.aksguard.evidence.input.InputLine.Status.IGNORED;
import static io.aksguard.evidence.input.InputLine.Status.PARTIAL;
import static io.aksguard.evidence.input.InputLine.Status.READ;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aksguard.evidence.Evidence;
import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonObject;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is wrong with an input is said in a line; the good file beside it is judged all the same.
 */
class BadInputTest {
  private static final String GOOD =
      """
      {"id":"/subscriptions/s/resourceGroups/g/providers/Microsoft.ContainerService/managedClusters/good",
       "name":"good","type":"Microsoft.ContainerService/managedClusters","location":"westeurope",
       "properties":{"enableRBAC":true,"agentPoolProfiles":[{"name":"p","count":3}]}}
      """;

  @TempDir private Path folder;
  private final List<Evidence> clusters = new ArrayList<>();

  @BeforeEach
  void aGoodFileBesideIt() throws IOException {
    write("good.json", GOOD);
  }

  @Test
  void truncatedJson_isAnErrorWithItsPlace() throws IOException {
    write("bad.json", GOOD.substring(0, GOOD.length() - 40));

    assertThat(line("bad.json")).startsWith("ERROR: line 3, column ").contains("end-of-input");
  }

  @Test
  void truncatedList_judgesWhatCameBefore() throws IOException {
    write("bad.json", "[" + GOOD.replace("good", "first") + "," + GOOD.substring(0, 50));

    assertThat(line("bad.json"))
        .startsWith("ERROR: line ")
        .endsWith("1 clusters before it were judged");
    assertThat(names()).containsExactly("first", "good");
  }

  @Test
  void textWhereAnObjectBelongs_isAnErrorAndAGap() throws IOException {
    write(
        "bad.json",
        GOOD.replace("good", "bad").replaceAll("\"properties\":.*", "\"properties\":\"yo\"}"));

    assertThat(line("bad.json"))
        .isEqualTo("ERROR: line 1: properties: expected an object, found the text \"yo\"");
    assertThat(body("bad").raw("properties")).isInstanceOf(Gap.class);
  }

  @Test
  void wrongKindDeepInside_isAGapThereOnly() throws IOException {
    write("bad.json", GOOD.replace("good", "bad").replace("\"count\":3", "\"count\":{}"));

    assertThat(line("bad.json"))
        .isEqualTo(
            "ERROR: line 3: properties.agentPoolProfiles[0].count: expected a whole number, found an object");
    JsonObject pool =
        body("bad")
            .object("properties")
            .orElseThrow()
            .array("agentPoolProfiles")
            .orElseThrow()
            .objects()
            .get(0);
    assertThat(pool.raw("count")).isInstanceOf(Gap.class);
    assertThat(pool.raw("name")).isEqualTo("p");
  }

  @Test
  void numbersAndFlagsAsText_areReadAsWhatTheySay() throws IOException {
    write(
        "bad.json",
        GOOD.replace("good", "bad").replace("3", "\"3\"").replace(":true", ":\"True\""));

    assertThat(line("bad.json"))
        .isEqualTo(
            "PARTIAL: line 3: properties.enableRBAC: the text \"True\" where true or false belongs, read as true; "
                + "line 3: properties.agentPoolProfiles[0].count: the text \"3\" where a whole number belongs, read as 3");
  }

  @Test
  void nullsEverywhere_areAbsence() throws IOException {
    write(
        "nulls.json",
        GOOD.replace("good", "nulls")
            .replaceAll("\"location\":.*", "\"location\":null,")
            .replace("true", "null")
            .replace("3", "null"));

    assertThat(line("nulls.json")).isEqualTo("READ: ");
    assertThat(body("nulls").raw("location")).isNull();
  }

  @Test
  void duplicateKeys_areAnError() throws IOException {
    write("bad.json", "{\"type\":\"a/b\",\n \"type\":\"c/d\"}");

    assertThat(line("bad.json")).isEqualTo("ERROR: line 2, column 8: Duplicate field 'type'");
  }

  @Test
  void unknownApiVersion_isNoted() throws IOException {
    write(
        "new.json",
        GOOD.replace("good", "new")
            .replace("\"location\"", "\"apiVersion\":\"2031-01-01\",\"location\""));
    write(
        "odd.json",
        GOOD.replace("good", "odd")
            .replace("\"location\"", "\"apiVersion\":\"latest\",\"location\""));

    assertThat(line("new.json"))
        .isEqualTo(
            "PARTIAL: line 1: api-version 2031-01-01 is newer than 2026-08-01, the newest this version knows");
    assertThat(line("odd.json")).isEqualTo("PARTIAL: line 1: api-version latest is none");
  }

  @Test
  void yamlAliasBomb_isAnError() throws IOException {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x]\n");
    for (int i = 1; i < 60; i++) {
      bomb.append("a%d: &a%d [*a%d,*a%d,*a%d,*a%d]\n".formatted(i, i, i - 1, i - 1, i - 1, i - 1));
    }
    write("bomb.yaml", bomb.toString());

    assertThat(line("bomb.yaml")).startsWith("ERROR: ").contains("aliases");
  }

  @Test
  void smallAliasBomb_staysWithinBounds() throws IOException {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x]\n");
    for (int i = 1; i < 12; i++) {
      bomb.append("a%d: &a%d [*a%d,*a%d,*a%d,*a%d]\n".formatted(i, i, i - 1, i - 1, i - 1, i - 1));
    }
    write("bomb.yaml", bomb.toString());

    assertThat(line("bomb.yaml")).startsWith("ERROR: ").contains("500000 values");
  }

  @Test
  void binaryFile_isAnError() throws IOException {
    byte[] bytes = new byte[300];
    Arrays.fill(bytes, (byte) 'x');
    bytes[17] = 0;
    Files.write(folder.resolve("bad.json"), bytes);
    Files.write(
        folder.resolve("picture.json"),
        new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13});

    assertThat(line("bad.json"))
        .isEqualTo("ERROR: a binary file: there is a zero byte at offset 17");
    assertThat(line("picture.json")).startsWith("ERROR: ");
  }

  @Test
  void emptyFile_isAnError() throws IOException {
    write("empty.json", "");
    write("blank.yaml", "# nothing\n");

    assertThat(line("empty.json")).isEqualTo("ERROR: the file is empty");
    assertThat(line("blank.yaml")).isEqualTo("ERROR: the file is empty");
  }

  @Test
  void scalarsAndElementsThatAreNoObjects_areSaid() throws IOException {
    write("scalar.json", "42");
    write("mixed.json", "[1," + GOOD.replace("good", "mixed") + ",\"x\"]");

    assertThat(line("scalar.json")).isEqualTo("ERROR: line 1: neither an object nor a list");
    assertThat(line("mixed.json"))
        .startsWith("PARTIAL: line 1: an element of the list is no object");
    assertThat(names()).contains("mixed");
  }

  @Test
  void otherDocuments_areIgnoredWithAReason() throws IOException {
    write("pod.yaml", "apiVersion: v1\nkind: Pod\nmetadata: {name: x}\n");
    write("other.json", "{\"hello\":1}");
    write("README.md", "hello");

    assertThat(line("pod.yaml")).startsWith("READ");
    assertThat(line("other.json")).startsWith("IGNORED: no Azure resource");
    assertThat(line("README.md")).isEqualTo("IGNORED: neither JSON nor YAML by its name");
  }

  @Test
  void shortPage_isSaidAndNotAWholeList() throws IOException {
    write(
        "page.json",
        "{\"value\":[" + GOOD.replace("good", "paged") + "],\"nextLink\":\"https://x\"}");
    write(
        "rows.json",
        "{\"count\":1,\"totalRecords\":7,\"data\":[" + GOOD.replace("good", "row") + "]}");

    assertThat(line("page.json")).startsWith("PARTIAL: the list goes on after this page");
    assertThat(line("rows.json")).startsWith("PARTIAL: the list goes on after this page");
  }

  @Test
  void cycleOfLinks_isSaidAndNotFollowed() throws IOException {
    Files.createDirectory(folder.resolve("sub"));
    Files.createSymbolicLink(folder.resolve("sub/loop"), folder);

    assertThat(line("sub/loop"))
        .isEqualTo("IGNORED: a link that leads back to a folder above it; not followed");
    assertThat(names()).containsExactly("good");
  }

  @Test
  void emptyFolder_isAnError() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));

    List<InputLine> lines = Inputs.scan(List.of(empty), false).lines();

    assertThat(lines)
        .containsExactly(
            new InputLine(empty.toString(), ERROR, "there is no JSON or YAML file in it"));
  }

  @Test
  void noSuchFile_isAnError() {
    Path missing = folder.resolve("missing.json");

    List<InputLine> lines = Inputs.scan(List.of(missing), false).lines();

    assertThat(lines)
        .containsExactly(new InputLine(missing.toString(), ERROR, "there is no such file"));
  }

  @Test
  void fileWithoutPermission_isAnError() throws IOException {
    Path secret = folder.resolve("secret.json");
    write("secret.json", GOOD);
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("---------"));
    assumeTrue(!Files.isReadable(secret), "the superuser may read every file");

    assertThat(line("secret.json")).isEqualTo("ERROR: no permission to read it");
  }

  @Test
  void hugeFile_isReadInBoundedMemory() throws IOException {
    Path huge = folder.resolve("huge.json");
    byte[] chunk = "\"x\",".repeat(1 << 18).getBytes(StandardCharsets.UTF_8);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(huge))) {
      out.write("{\"type\":\"a/b\",\"properties\":[".getBytes(StandardCharsets.UTF_8));
      for (int i = 0; i < 200; i++) {
        out.write(chunk);
      }
    }

    assertThat(Files.size(huge)).isGreaterThan(200_000_000);
    assertThat(line("huge.json")).isEqualTo("ERROR: more than 500000 values in one resource");
    assertThat(names()).containsExactly("good");
  }

  @Test
  void hugeText_isAnError() throws IOException {
    write("text.json", "{\"type\":\"" + "x".repeat(20_000_000) + "\"}");

    assertThat(line("text.json")).startsWith("ERROR: ").contains("exceeds the maximum allowed");
  }

  @Test
  void deepNesting_isAnError() throws IOException {
    write(
        "deep.json",
        "{\"type\":\"a/b\",\"properties\":" + "[".repeat(5000) + "]".repeat(5000) + "}");

    assertThat(line("deep.json")).startsWith("ERROR: ").contains("depth");
  }

  @Test
  void goodFile_isRead() {
    assertThat(line("good.json")).isEqualTo("READ: ");
    assertThat(List.of(READ, IGNORED, PARTIAL, ERROR)).isSorted();
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  /** The line of one file after both readings; the good file must always be judged. */
  private String line(String name) {
    Inputs inputs = Inputs.scan(List.of(folder), false);
    clusters.clear();
    inputs.clusters(clusters::add);
    assertThat(names()).contains("good");
    InputLine line =
        inputs.lines().stream()
            .filter(each -> each.path().equals(folder.resolve(name).toString()))
            .findFirst()
            .orElseThrow();
    return line.status() + ": " + line.reason();
  }

  private List<String> names() {
    return clusters.stream()
        .map(e -> e.resource().substring(e.resource().lastIndexOf('/') + 1))
        .toList();
  }

  private JsonObject body(String name) {
    return clusters.stream()
        .filter(e -> e.resource().endsWith("/" + name))
        .map(e -> (JsonObject) e.value("cluster"))
        .findFirst()
        .orElseThrow();
  }
}
