package io.aksguard.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.evidence.Evidence;
import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.Origin;
import io.aksguard.evidence.Section;
import io.aksguard.storage.Blobs;
import io.aksguard.storage.MemoryStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EvidenceFileTest {
  private static final Instant AT = Instant.parse("2026-11-23T00:00:00Z");

  private final Blobs blobs = MemoryStore.create().evidence();

  private static Evidence evidence(Object pools) {
    JsonObject cluster =
        JsonObject.of(Map.of("id", "/x/y", "properties", JsonObject.of(Map.of("on", true))));
    return new Evidence(
        "/x/y",
        Origin.NONE,
        Map.of(
            "cluster",
            new Section(cluster, AT),
            "pools",
            new Section(pools, null),
            "locks",
            new Section(new Gap("403"), AT)));
  }

  @Test
  void evidence_isReadAsItWasKept_withItsGaps() {
    JsonArray pools =
        JsonArray.of(
            List.of(JsonObject.of(Map.of("name", "sys", "count", 3L)), new Gap("page 2 failed")));
    String digest = EvidenceFile.keep(evidence(pools), blobs);

    Evidence read = EvidenceFile.read(digest, blobs).orElseThrow();

    assertThat(read.resource()).isEqualTo("/x/y");
    assertThat(read.value("cluster")).isEqualTo(evidence(pools).value("cluster"));
    assertThat(read.observedAt("cluster")).isEqualTo(AT);
    assertThat(read.observedAt("pools")).isNull();
    assertThat(read.value("locks")).isEqualTo(new Gap("403"));
    JsonArray readPools = (JsonArray) read.value("pools");
    assertThat(readPools.known()).isEqualTo(pools.known());
    assertThat(readPools.rest()).contains(new Gap("page 2 failed"));
    assertThat(EvidenceFile.keep(read, blobs)).isEqualTo(digest);
  }

  @Test
  void evidenceThatIsGoneOrDamaged_isNone() {
    blobs.putIfAbsent("abc.json.gz", new byte[] {1, 2, 3});

    assertThat(EvidenceFile.read("", blobs)).isEmpty();
    assertThat(EvidenceFile.read("other", blobs)).isEmpty();
    assertThat(EvidenceFile.read("abc", blobs)).isEmpty();
  }
}
