package io.aksguard.activity;

import static io.aksguard.activity.FakeAzure.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.evidence.Evidence;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonReader;
import io.aksguard.evidence.Origin;
import io.aksguard.evidence.Section;
import io.aksguard.notice.ImagePatches.Patch;
import io.aksguard.notice.ImagePatches.Sort;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatchesTest {
  private static List<Patch> patches(String upgrades, String latest, String current) {
    JsonObject all =
        JsonReader.object(
            """
            {"versions": {
               "upgrades": {"properties": {"controlPlaneProfile":
                 {"kubernetesVersion": "1.31.9", "upgrades": [%s]}}},
               "pools": [{"pool": "System", "properties": {"latestNodeImageVersion": "%s"}}]},
             "pools": [{"name": "system", "nodeImageVersion": "%s"}]}
            """
                .formatted(upgrades, latest, current));
    Evidence evidence =
        new Evidence(
            SHOP.value(),
            Origin.NONE,
            Map.of(
                "versions", new Section(all.object("versions").orElseThrow(), Instant.EPOCH),
                "pools", new Section(all.array("pools").orElseThrow(), Instant.EPOCH)));
    return Patches.of(SHOP, evidence, Instant.EPOCH).patches();
  }

  @ParameterizedTest
  @CsvSource({
    "1.31.9 1.31.10, 1.31.10",
    "1.31.10 1.31.11, 1.31.11",
    "1.31.11 1.31.10, 1.31.11",
    "1.31.10 1.32.20, 1.31.10",
    "1.31.10 1.310.12, 1.31.10",
    "1.31.10 1.31.11-preview, 1.31.10",
    "1.31.9 1.31.8, ''",
    "1.32.1, ''",
    "'', ''"
  })
  void newestPatch_isOfTheSameMinor_andNoPreview(String available, String newest) {
    StringBuilder upgrades = new StringBuilder();
    for (String version : available.isEmpty() ? new String[0] : available.split(" ")) {
      upgrades
          .append(upgrades.isEmpty() ? "" : ",")
          .append("{\"kubernetesVersion\": \"%s\", ".formatted(version.replace("-preview", "")))
          .append("\"isPreview\": %s}".formatted(version.endsWith("-preview")));
    }

    List<Patch> patches = patches(upgrades.toString(), "a", "a");

    assertThat(patches)
        .isEqualTo(
            newest.isEmpty()
                ? List.of()
                : List.of(new Patch(Sort.KUBERNETES, "", "1.31.9", newest)));
  }

  @Test
  void nodeImage_isNewer_whereItIsAnotherThanThePools() {
    assertThat(patches("", "b", "a"))
        .containsExactly(new Patch(Sort.NODE_IMAGE, "System", "a", "b"));
    assertThat(patches("", "a", "a")).isEmpty();
  }
}
