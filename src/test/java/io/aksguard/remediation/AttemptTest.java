package io.aksguard.remediation;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.cluster.ArmId;
import io.aksguard.finding.FindingKey;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttemptTest {
  private static final ArmId SHOP = new ArmId(Shop.ID);

  private static Attempt attempt(List<String> mending) {
    return new Attempt(
        SHOP,
        7,
        Instant.parse("2026-11-23T08:00:00Z"),
        "",
        List.of("c"),
        List.of("d", "c three"),
        mending,
        new Preimage(SHOP, false, List.of()),
        "westeurope",
        "etag");
  }

  @Test
  void json_isReadBack() throws IOException {
    Attempt attempt = attempt(List.of("c one"));

    assertThat(Attempt.read(attempt.json())).isEqualTo(attempt);
    assertThat(attempt.isFor(new FindingKey("c", "one"))).isTrue();
    assertThat(attempt.isFor(new FindingKey("c", "two"))).isFalse();
  }

  /** Its id is a digest of its JSON, and intents of that version name it. */
  @Test
  void oneOfAnOlderVersion_keepsItsId_andIsForAllFailures() throws IOException {
    String older =
        """
        {"schema":"aks-guard/attempt/v1","cluster":"%s","seq":7,"at":"2026-11-23T08:00:00Z",\
        "call":"","controls":["c"],"passing":["d","c three"],"location":"westeurope",\
        "etag":"etag","preimage":%s}\
        """
            .formatted(Shop.ID, new Preimage(SHOP, false, List.of()).json());

    Attempt attempt = Attempt.read(older);

    assertThat(attempt.json()).isEqualTo(older);
    assertThat(attempt.isFor(new FindingKey("c", "one"))).isTrue();
  }
}
