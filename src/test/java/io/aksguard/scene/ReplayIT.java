package io.aksguard.scene;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.adapter.embedded.EmbeddedStore;
import io.aksguard.cli.Main;
import io.aksguard.inbox.Shelf;
import io.aksguard.lab.LabClock;
import io.aksguard.lab.tenant.Drift;
import io.aksguard.lab.tenant.RaisedEvent;
import io.aksguard.lab.tenant.TenantOptions;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A command line has no orchestrations: what it puts back is found by the app's own sweep. */
class ReplayIT {
  private static final String PARKED = "a1".repeat(16);

  @TempDir private Path data;

  @Test
  void parkedEvent_putBackByTheCommandLine_isWorkedOnWithinAMinute() throws Exception {
    try (Scene scene = Scene.of(data, 2, TenantOptions.unthrottled(5), 5).onboarded()) {
      scene.lab.tenant().eventGrid().lose(1.0);
      Drift.Step step;
      try (LabClock.Hold hold = scene.lab.clock().hold()) {
        step = scene.drift.step(Drift.Move.LOCAL_ACCOUNTS, 0);
      }
      scene.lab.clock().advance(Duration.ofMinutes(3));
      long before = scene.commits(step.cluster());
      List<RaisedEvent> lost =
          scene.lab.tenant().eventGrid().raised().stream()
              .filter(event -> event.subject().equalsIgnoreCase(step.cluster()))
              .toList();
      try (EmbeddedStore store = EmbeddedStore.open(data.resolve("store"))) {
        new Shelf(store.store().inbox(), scene.lab.clock())
            .park(PARKED, "an older version did not know it", lost.get(0).eventGrid());
      }

      StringWriter err = new StringWriter();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      int code =
          Main.run(
              out,
              new PrintWriter(err),
              "inbox",
              "replay",
              PARKED,
              "--store",
              data.resolve("store").toString());
      // The command line goes by the machine's clock: to the laboratory the event is of another
      // time, and 30 s more pass before that counts as settled.
      scene.lab.clock().advance(Duration.ofSeconds(100));

      assertThat(code).as(err.toString()).isZero();
      assertThat(out.toString(UTF_8)).contains("waits for 1 cluster;");
      assertThat(scene.commits(step.cluster())).isGreaterThan(before);
      assertThat(scene.differences()).isEmpty();
      scene.assertInboxIsEmpty();
    }
  }
}
