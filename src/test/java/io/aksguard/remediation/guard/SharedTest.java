package io.aksguard.remediation.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.cluster.ArmId;
import io.aksguard.cluster.Sha256;
import io.aksguard.lab.Fault;
import io.aksguard.lab.FaultyStore.FaultyRows;
import io.aksguard.storage.ConflictException;
import io.aksguard.storage.MemoryRows;
import io.aksguard.storage.Rows;
import io.aksguard.storage.UnavailableException;
import io.aksguard.storage.Write;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SharedTest {
  private static final String GROUP = "/subscriptions/s/resourceGroups/g/providers/";
  private static final ArmId REGISTRY =
      new ArmId(GROUP + "Microsoft.ContainerRegistry/registries/r");
  private static final ArmId ONE =
      new ArmId(GROUP + "Microsoft.ContainerService/managedClusters/one");
  private static final ArmId OTHER =
      new ArmId(GROUP + "Microsoft.ContainerService/managedClusters/other");

  private final MemoryRows rows = new MemoryRows();
  private final SetClock clock = new SetClock("2026-11-23T12:00:00Z");

  private Shared shared(Rows store) {
    return new Shared(store, clock);
  }

  @Test
  void whoComesSecond_waits_untilTheFirstIsDone() {
    assertThat(shared(rows).take(REGISTRY, ONE)).isEmpty();
    assertThat(shared(rows).take(REGISTRY, ONE)).as("asked again").isEmpty();

    assertThat(shared(rows).take(REGISTRY, OTHER).flatMap(Wait::until))
        .contains(Instant.parse("2026-11-23T12:05:00Z"));
    assertThat(shared(rows).take(new ArmId(REGISTRY + "2"), OTHER)).isEmpty();

    clock.set(Instant.parse("2026-11-23T12:05:00Z"));
    assertThat(shared(rows).take(REGISTRY, OTHER)).isEmpty();
    assertThat(shared(rows).take(REGISTRY, ONE)).isPresent();
  }

  @Test
  void ofTwoAtOnce_onlyOneGoesOn() {
    Fault meanwhile = new Fault(2, Fault.Moment.BEFORE, () -> shared(rows).take(REGISTRY, OTHER));

    assertThat(shared(new FaultyRows(rows, meanwhile)).take(REGISTRY, ONE)).isPresent();
  }

  @ParameterizedTest
  @CsvSource({"1, BEFORE", "2, BEFORE", "2, AFTER"})
  void storeThatDies_holds(int call, Fault.Moment moment) {
    Fault dying =
        new Fault(
            call,
            moment,
            () -> {
              throw new UnavailableException("gone");
            });

    assertThat(
            shared(new FaultyRows(rows, dying))
                .take(REGISTRY, ONE)
                .map(wait -> wait.hold().guard()))
        .contains("shared");
  }

  @Test
  void rowOfSomebodyElse_holds() throws ConflictException {
    Map<String, Object> unreadable = Map.of("cluster", OTHER.value(), "until", "soon");
    rows.commit("shared", List.of(new Write.Insert(Sha256.hex(REGISTRY.key()), unreadable)));

    assertThat(shared(rows).take(REGISTRY, ONE)).isPresent();
  }
}
