package io.aksguard.scene;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.history.Run;
import io.aksguard.lab.tenant.TenantOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sweep, direct reads and the truth say the same of a tenant that nobody changes. */
class AgreementIT {
  @TempDir private Path data;

  @Test
  void quietFleet_isJudgedAsItIs_andASecondAuditFindsNothing() throws Exception {
    try (Scene scene = Scene.of(data, 6, TenantOptions.unthrottled(11), 11).onboarded()) {
      assertThat(scene.differences()).isEmpty();

      scene.lab.clock().advance(Duration.ofHours(2));

      List<Run> runs = scene.runs.newest("audit", 10);
      assertThat(runs).hasSizeGreaterThanOrEqualTo(3);
      assertThat(runs.get(0).moved()).as("moved in a tenant at rest").isZero();
      assertThat(runs.get(0).problems()).isEmpty();
      assertThat(runs.get(0).coverage().clusters()).isEqualTo(6);
      scene.assertInboxIsEmpty();
    }
  }
}
