package io.aksguard.evidence.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.Evidence;
import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonReader;
import io.aksguard.evidence.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageTest {
  private static final Instant AT = Instant.parse("2026-11-23T08:00:00Z");
  private static final Instant BEFORE = Instant.parse("2026-11-23T07:59:00Z");
  private static final ArmId CLUSTER =
      new ArmId(
          "/subscriptions/s/resourceGroups/g/providers/Microsoft.ContainerService/managedClusters/one");
  private static final String LOCK = "microsoft.authorization/locks";
  private static final String MAINTENANCE =
      "microsoft.containerservice/managedclusters/maintenanceconfigurations";

  @TempDir private Path folder;

  private static JsonObject json(String text) {
    return JsonReader.object(text.replace('\'', '"').replace("$C", CLUSTER.value()));
  }

  private static List<Page> pages() {
    return List.of(
        Page.of(
            Source.RESOURCE_GRAPH,
            AT,
            List.of(
                json(
                    "{'id':'$C','name':'one','type':'microsoft.containerservice/managedclusters',"
                        + "'properties':{'agentPoolProfiles':[]}}"))),
        Page.of(
            Source.ARM,
            BEFORE,
            List.of(
                json(
                    "{'id':'$C/providers/Microsoft.Authorization/locks/keep','name':'keep',"
                        + "'type':'Microsoft.Authorization/locks','properties':{}}")),
            new Page.Ended(LOCK, "/subscriptions/S", null)),
        Page.of(
            Source.ARM,
            AT,
            List.of(),
            new Page.Ended(MAINTENANCE, CLUSTER.value(), new Gap("403"))),
        Page.of(Source.ARM, AT, List.of(), new Page.Ended("registries", "/", null)));
  }

  private static Evidence inMemory(List<Page> pages) {
    List<Evidence> found = new ArrayList<>();
    new Pages(pages, "test").clusters(found::add);
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  private List<Evidence> inFile(List<String> lines) throws IOException {
    Files.write(folder.resolve("pages.ndjson"), lines);
    List<Evidence> found = new ArrayList<>();
    Inputs.scan(List.of(folder), false).clusters(found::add);
    return found;
  }

  private static String rest(Evidence evidence, String section) {
    return evidence.value(section) instanceof JsonArray list
        ? list.known().size() + " " + list.rest().map(Gap::reason).orElse("whole")
        : String.valueOf(evidence.value(section));
  }

  @Test
  void pages_sayWhatIsWhole_alikeInMemoryAndInAFile() throws Exception {
    Evidence file = inFile(pages().stream().map(Page::line).toList()).get(0);

    for (Evidence evidence : List.of(inMemory(pages()), file)) {
      assertThat(rest(evidence, "locks")).isEqualTo("1 whole");
      assertThat(rest(evidence, "maintenance")).isEqualTo("0 403");
      assertThat(rest(evidence, "registries")).isEqualTo("0 whole");
      assertThat(rest(evidence, "diagnostics")).contains("were not in the input");
      assertThat(evidence.observedAt("cluster")).isEqualTo(AT);
      assertThat(evidence.observedAt("locks")).isEqualTo(BEFORE);
      assertThat(evidence.source("cluster")).isEqualTo(Source.RESOURCE_GRAPH);
      assertThat(evidence.source("locks")).isEqualTo(Source.ARM);
      assertThat(evidence.source("registries")).isEqualTo(Source.RESOURCE_GRAPH);
    }
  }

  @Test
  void pageThatWasCutOff_completesNothing() throws Exception {
    List<String> lines = new ArrayList<>(pages().subList(0, 2).stream().map(Page::line).toList());
    String lock = lines.get(1);
    lines.set(1, lock.substring(0, lock.indexOf("\"lists\"")));

    Evidence evidence = inFile(lines).get(0);

    assertThat(rest(evidence, "locks"))
        .isEqualTo("1 whether all locks were in the input is not known");
  }

  @Test
  void pageAsAnArray_isNoWholeListByItsEnd() throws Exception {
    Page page =
        Page.of(
            Source.ARM,
            AT,
            List.of(json("{'id':'$C/maintenanceConfigurations/m','name':'m','properties':{}}")));

    Evidence evidence = inFile(List.of(pages().get(0).line(), page.line())).get(0);

    assertThat(rest(evidence, "maintenance")).contains("1 whether all");
  }

  @Test
  void failedReadingOfAList_outweighsAnotherOfTheSame() {
    List<Page> pages = new ArrayList<>(pages());
    pages.add(
        Page.of(Source.ARM, AT, List.of(), new Page.Ended(MAINTENANCE, CLUSTER.value(), null)));

    assertThat(rest(inMemory(pages), "maintenance")).isEqualTo("0 403");
  }

  @Test
  void clusterThatCouldNotBeRead_isUnknownInAllItsParts() throws Exception {
    Page page = Page.unread(Source.ARM, AT, CLUSTER, new Gap("403"));

    List<Evidence> file = inFile(List.of(page.line()));

    assertThat(file).containsExactly(inMemory(List.of(page)));
    assertThat(file.get(0).value("locks")).isEqualTo(new Gap("403"));
    assertThat(file.get(0).sections().keySet()).isEqualTo(Evidence.OF_AZURE);
  }

  @Test
  void referredResourceThatCouldNotBeRead_saysWhy() {
    ArmId subnet =
        new ArmId(
            "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets/n");
    List<Page> pages =
        List.of(
            Page.of(
                Source.ARM,
                AT,
                List.of(
                    json(
                        ("{'id':'$C','name':'one','properties':{'agentPoolProfiles':"
                            + "[{'name':'p','vnetSubnetID':'"
                            + subnet
                            + "'}]}}")))),
            Page.unread(Source.ARM, AT, subnet, new Gap("403 there")));

    JsonObject network = (JsonObject) inMemory(pages).value("network");

    assertThat(network.array("subnets").orElseThrow().rest()).contains(new Gap("403 there"));
  }

  @Test
  void wrongPage_isAnErrorOfItsFile() throws Exception {
    inFile(List.of("{\"schema\":\"aks-guard/page/v1\",\"source\":\"rumour\",\"value\":[]}"));

    Inputs inputs = Inputs.scan(List.of(folder), false);

    assertThat(inputs.lines()).hasSize(1);
    assertThat(inputs.lines().get(0).status()).isEqualTo(InputLine.Status.ERROR);
    assertThat(inputs.lines().get(0).reason()).contains("there is no source 'rumour'");
  }

  @Test
  void line_isWhatIsReadBack() {
    Page page =
        new Page(
            Source.ARM,
            AT,
            List.of(),
            List.of(new Page.Ended(LOCK, "/", new Gap("403"))),
            Map.of(CLUSTER, new Gap("gone")));

    assertThat(Page.head(JsonReader.object(page.line()))).isEqualTo(page);
  }
}
