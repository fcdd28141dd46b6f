package io.aksguard.remediation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.Evidence;
import io.aksguard.evidence.Gap;
import io.aksguard.evidence.GapException;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonReader;
import io.aksguard.evidence.Origin;
import io.aksguard.evidence.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class BodiesTest {
  private static final String GROUP = "/subscriptions/s/resourceGroups/rg/providers/";
  private static final ArmId SHOP =
      new ArmId(GROUP + "Microsoft.ContainerService/managedClusters/shop");
  private static final ArmId GATEWAY =
      new ArmId(GROUP + "Microsoft.Network/applicationGateways/front");

  private static Bodies bodies(Map<String, Object> sections) {
    Map<String, Section> all = new HashMap<>();
    sections.forEach((name, value) -> all.put(name, new Section(value, null)));
    return new Bodies(new Evidence(SHOP.value(), Origin.NONE, all));
  }

  @Test
  void pool_isShownAsItsOwnResource() {
    JsonArray pools =
        JsonArray.of(
            List.of(
                JsonReader.object(
                    "{\"name\": \"sys\", \"type\": \"VirtualMachineScaleSets\", \"count\": 3}")));

    assertThat(bodies(Map.of("pools", pools)).of(new ArmId(SHOP.value() + "/agentPools/SYS")))
        .contains(
            Map.of(
                "name",
                "sys",
                "properties",
                Map.of("type", "VirtualMachineScaleSets", "count", 3L)));
    assertThat(bodies(Map.of("pools", pools)).of(new ArmId(SHOP.value() + "/agentPools/x")))
        .isEmpty();
  }

  @Test
  void nestedResource_isFound_withoutWhatTheJoinHasAdded() {
    JsonObject gateway =
        JsonReader.object("{\"id\": \"%s\", \"properties\": {\"a\": 1}}".formatted(GATEWAY))
            .with("wafPolicy", new Gap("403"))
            .with("diagnostics", JsonArray.empty());
    JsonObject network = JsonObject.of(Map.of("gateways", JsonArray.of(List.of(gateway))));

    assertThat(bodies(Map.of("network", network)).of(GATEWAY))
        .contains(Map.of("id", GATEWAY.value(), "properties", Map.of("a", 1L)));
  }

  @Test
  void bodyWithAGap_isNone() {
    JsonObject cluster =
        JsonObject.of(Map.of("id", SHOP.value(), "properties", new Gap("a template's expression")));

    assertThatThrownBy(() -> bodies(Map.of("cluster", cluster)).of(SHOP))
        .isInstanceOf(GapException.class);
  }

  @Test
  void whatTheJoinAdds_isDocumented() throws IOException {
    Path page = Path.of(System.getProperty("aksguard.basedir", "."), "src", "docs", "evidence.md");
    String sections = Files.readString(page).split("## When absence is absence")[0];

    assertThat(Bodies.JOINED).allSatisfy(name -> assertThat(sections).contains("`" + name + "`"));
    Matcher marked = Pattern.compile("\\+ `([A-Za-z]+)`").matcher(sections);
    while (marked.find()) {
      assertThat(Bodies.JOINED).contains(marked.group(1));
    }
  }
}
