package io.aksguard.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three hosts of one task hub, as a scaled-out app has them. */
class SharedHubTest {
  @Test
  void hosts_divideTheWork_andTakeOverFromOneThatDies(@TempDir Path base) throws Exception {
    Path app = FixtureApp.pack(base);
    Path tape = base.resolve("tape");
    CountDownLatch gate = new CountDownLatch(1);
    System.getProperties().put("fixture.gate", gate);
    try (LabClock clock = LabClock.jumpingFrom(Lab.START);
        TaskHub hub = TaskHub.open(base.resolve("hub"), clock)) {
      List<LocalHost> hosts = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        Map<String, String> settings = Map.of("TAPE", tape.toString(), "TICK", "0 0 * * * *");
        hosts.add(
            LocalHost.start(
                LocalHost.Options.of(app, base.resolve("host" + i), settings, clock).withHub(hub)));
      }
      for (int i = 0; i < 6; i++) {
        hub.start("one-" + i, "atTheGate", Optional.empty(), Optional.empty());
      }
      FixtureApp.awaitLines(tape, "gated", 6);

      hosts.get(0).kill();
      FixtureApp.awaitLines(tape, "gated", 8);
      gate.countDown();
      clock.runUntilQuiet();
      clock.advance(Duration.ofMinutes(90));

      assertThat(hub.states(false))
          .hasSize(6)
          .allMatch(state -> DurablePages.name(state.getOrchestrationStatus()).equals("Completed"));
      assertThat(FixtureApp.lines(tape)).filteredOn(line -> line.startsWith("tick")).hasSize(1);
      hosts.get(1).close();
      hosts.get(2).close();
    } finally {
      gate.countDown();
      System.getProperties().remove("fixture.gate");
    }
  }

  /** Two drivers in one process would damage a file that both write. */
  @Test
  void hosts_shareTheDriverOfTheEmbeddedStore(@TempDir Path base) throws Exception {
    Path app = FixtureApp.pack(base);
    try (FunctionApp one = new FunctionApp(app);
        FunctionApp other = new FunctionApp(app)) {
      Class<?> driver = Class.forName("org.sqlite.JDBC");

      assertThat(one.loader().loadClass(driver.getName())).isSameAs(driver);
      assertThat(other.loader().loadClass(driver.getName())).isSameAs(driver);
    }
  }
}
