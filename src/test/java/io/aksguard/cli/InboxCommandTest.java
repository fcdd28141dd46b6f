package io.aksguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.adapter.embedded.EmbeddedStore;
import io.aksguard.cluster.ArmId;
import io.aksguard.inbox.Inbox;
import io.aksguard.inbox.Shelf;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InboxCommandTest {
  private static final String SUBSCRIPTION = "/subscriptions/27c464d4-946c-4a18-aa97-f1b5ea754bc3";
  private static final ArmId SHOP =
      new ArmId(
          SUBSCRIPTION
              + "/resourceGroups/rg/providers/Microsoft.ContainerService/managedClusters/shop");
  private static final Clock MONDAY =
      Clock.fixed(Instant.parse("2026-11-23T08:00:00Z"), ZoneOffset.UTC);
  private static final String POISON = "a1".repeat(16);
  private static final String GOOD = "a2".repeat(16);

  @TempDir private Path folder;
  private Path store;

  @BeforeEach
  void park() {
    store = folder.resolve("store");
    try (EmbeddedStore open = EmbeddedStore.open(store)) {
      Shelf shelf = new Shelf(open.store().inbox(), MONDAY);
      shelf.park(POISON, "the event has no id", "{\"topic\":\"/subscriptions/x\"}");
      shelf.park(GOOD, "an older version did not know it", written());
      new Inbox(open.store().inbox(), MONDAY)
          .deliver(new ArmId(SHOP + "-2"), "b1".repeat(16), "{}");
    }
  }

  private static String written() {
    return """
        {"id": "1", "source": "%s", "subject": "%s", "specversion": "1.0",
         "type": "Microsoft.Resources.ResourceWriteSuccess", "time": "2026-11-23T07:59:59Z",
         "data": {"resourceUri": "%s",
                  "operationName": "Microsoft.ContainerService/managedClusters/write"}}
        """
        .formatted(SUBSCRIPTION, SHOP, SHOP);
  }

  @Test
  void list_showsAllThatWaits() {
    CommandRun run = CommandRun.of("inbox", "list", "--store", store);

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out().lines())
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .isEqualTo(
                        "parked   2026-11-23T08:00:00Z  " + POISON + ": the event has no id"),
            line -> assertThat(line).contains(GOOD, "an older version"),
            line -> assertThat(line).contains("waiting  " + SHOP + "-2: 1 event, assess-"),
            line -> assertThat(line).isEqualTo("2 parked, 0 held, 1 cluster waits, 0 owed"));
  }

  @Test
  void list_withEvents_showsWhatIsKeptOfThem() {
    assertThat(CommandRun.of("inbox", "list", "--store", store, "--events").out())
        .contains("{\"topic\":\"/subscriptions/x\"}");
  }

  @Test
  void replay_leavesWorkForTheSweepOfTheApp() {
    CommandRun run = CommandRun.of("inbox", "replay", "a2a2", "--store", store);

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out())
        .isEqualTo(GOOD + ": waits for 1 cluster; the app begins within a minute\n");
    assertThat(CommandRun.of("inbox", "list", "--store", store).out())
        .contains("waiting  " + SHOP + ": 1 event")
        .contains("1 parked, 0 held, 2 clusters wait, 0 owed");
  }

  @Test
  void replay_ofWhatStillCannotBeUnderstood_keepsItParked() {
    CommandRun run = CommandRun.of("inbox", "replay", POISON, "--store", store);

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).contains("still cannot be understood");
    assertThat(CommandRun.of("inbox", "list", "--store", store).out()).contains("2 parked");
  }

  @Test
  void usageErrors_areSentences() {
    assertThat(CommandRun.of("inbox", "replay", "c3", "--store", store))
        .returns(2, CommandRun::code)
        .extracting(CommandRun::err)
        .asString()
        .contains("there is no parked event 'c3'; inbox list shows those there are");
    assertThat(CommandRun.of("inbox", "replay", "a", "--store", store))
        .returns(2, CommandRun::code)
        .extracting(CommandRun::err)
        .asString()
        .contains("2 parked events begin with 'a'");
    assertThat(CommandRun.of("inbox", "list", "--store", folder.resolve("none")))
        .returns(2, CommandRun::code)
        .extracting(CommandRun::err)
        .asString()
        .contains("there is no store");
  }
}
