package io.aksguard.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.cluster.ArmId;
import io.aksguard.lab.Fault;
import io.aksguard.lab.FaultyStore;
import io.aksguard.storage.MemoryRows;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InboxTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final ArmId SHOP = cluster("aks-shop");

  private final Inbox inbox = new Inbox(new MemoryRows(), Clock.fixed(NOW, ZoneOffset.UTC));

  private static ArmId cluster(String name) {
    return new ArmId(
        "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg/providers/"
            + "Microsoft.ContainerService/managedClusters/"
            + name);
  }

  @Test
  void firstEvent_startsWork_andLaterOnesJoinIt() {
    Delivery first = inbox.deliver(SHOP, "aa01", "{}");
    Delivery second = inbox.deliver(SHOP, "aa02", "{}");
    Delivery again = inbox.deliver(SHOP, "aa01", "{}");

    assertThat(first).isInstanceOf(Delivery.Started.class);
    assertThat(second).isEqualTo(new Delivery.Joined());
    assertThat(again).isEqualTo(new Delivery.Duplicate());
    assertThat(inbox.look(SHOP).orElseThrow().events()).containsExactly("aa01", "aa02");
    assertThat(inbox.look(SHOP).orElseThrow().instance())
        .isEqualTo(first.start().orElseThrow())
        .startsWith("assess-");
  }

  /** Who has changed something is asked for after the cluster was assessed, too. */
  @Test
  void seenEvents_areKnownAfterTheirWork_eachClustersByThemselves() {
    inbox.deliver(SHOP, "aa01", "{\"a\": 1}");
    inbox.deliver(SHOP, "aa02", "{\"a\": 2}");
    inbox.deliver(cluster("aks-other"), "aa03", "{}");

    inbox.assessed(SHOP, List.of("aa01", "aa02"), false);

    assertThat(inbox.seen(SHOP)).containsExactlyInAnyOrder("{\"a\": 1}", "{\"a\": 2}");
  }

  @Test
  void clusterWrittenInAnotherCase_isTheSameCluster() {
    inbox.deliver(SHOP, "aa01", "{}");

    Delivery other = inbox.deliver(new ArmId(SHOP.value().toUpperCase(Locale.ROOT)), "aa02", "{}");

    assertThat(other).isEqualTo(new Delivery.Joined());
  }

  @Test
  void finish_whenSomethingCameAfterTheLook_goesRoundAgain() {
    inbox.deliver(SHOP, "aa01", "{}");
    Work taken = inbox.look(SHOP).orElseThrow();
    inbox.deliver(SHOP, "aa02", "{}");
    inbox.assessed(SHOP, taken.events(), false);

    assertThat(inbox.finish(SHOP, taken.etag())).isFalse();
    Work rest = inbox.look(SHOP).orElseThrow();
    assertThat(rest.events()).containsExactly("aa02");
    inbox.assessed(SHOP, rest.events(), false);
    assertThat(inbox.finish(SHOP, rest.etag())).isTrue();
    assertThat(inbox.look(SHOP)).isEmpty();
  }

  @Test
  void finish_aSecondTime_isDone() {
    inbox.deliver(SHOP, "aa01", "{}");
    Work taken = inbox.look(SHOP).orElseThrow();
    inbox.assessed(SHOP, taken.events(), false);

    assertThat(inbox.finish(SHOP, taken.etag())).isTrue();
    assertThat(inbox.finish(SHOP, taken.etag())).isTrue();
  }

  @Test
  void assessed_aSecondTime_leavesNothingAndLosesNothing() {
    List<String> events = new ArrayList<>();
    for (int i = 0; i < 250; i++) {
      events.add("%04x".formatted(i));
      inbox.deliver(SHOP, events.get(i), "{}");
    }
    List<String> first = inbox.look(SHOP).orElseThrow().events();
    inbox.assessed(SHOP, first.subList(0, 120), false);

    inbox.assessed(SHOP, first, true);

    assertThat(inbox.look(SHOP).orElseThrow().events()).isEmpty();
  }

  @Test
  void eventAfterTheEnd_startsAnInstanceOfAnotherName() {
    Delivery first = inbox.deliver(SHOP, "aa01", "{}");
    Work taken = inbox.look(SHOP).orElseThrow();
    inbox.assessed(SHOP, taken.events(), false);
    inbox.finish(SHOP, taken.etag());

    Delivery second = inbox.deliver(SHOP, "aa02", "{}");

    assertThat(second.start()).isPresent().isNotEqualTo(first.start());
  }

  @Test
  void waiting_findsWhatNobodyWorksOn_andRestartGivesItToOne() {
    inbox.deliver(SHOP, "aa01", "{}");
    String dead = inbox.look(SHOP).orElseThrow().instance();

    List<Waiting> waiting = new ArrayList<>();
    for (int i = 0; i < Inbox.partitions(); i++) {
      waiting.addAll(inbox.waiting(i));
    }

    assertThat(waiting).extracting(Waiting::cluster).containsExactly(SHOP);
    assertThat(inbox.restart(waiting.get(0))).isPresent().get().isNotEqualTo(dead);
    assertThat(inbox.restart(waiting.get(0))).as("somebody else was faster").isEmpty();
  }

  @Test
  void manyAtOnce_startOneInstanceAndLoseNoEvent() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Callable<Delivery>> deliveries = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      String event = "%04x".formatted(i % 150);
      deliveries.add(() -> inbox.deliver(SHOP, event, "{}"));
    }
    int started = 0;
    Set<Delivery> kinds = new HashSet<>();
    for (Future<Delivery> each : threads.invokeAll(deliveries)) {
      started += each.get().start().isPresent() ? 1 : 0;
      kinds.add(each.get());
    }
    threads.shutdown();

    assertThat(started).isEqualTo(1);
    assertThat(inbox.look(SHOP).orElseThrow().events()).hasSize(150);
    assertThat(kinds).contains(new Delivery.Duplicate());
  }

  @Test
  void work_isQuiet_onlyAfterTheGivenTime() {
    inbox.deliver(SHOP, "aa01", "{}");
    Work work = inbox.look(SHOP).orElseThrow();

    assertThat(work.isQuiet(NOW, Duration.ofSeconds(1))).isFalse();
    assertThat(work.isQuiet(NOW.plusSeconds(1), Duration.ofSeconds(1))).isTrue();
  }

  /** Event Grid delivers again for a day, also what was assessed long ago. */
  @Test
  void secondDelivery_afterTheAssessment_isADuplicate() {
    inbox.deliver(SHOP, "aa01", "{}");
    Work taken = inbox.look(SHOP).orElseThrow();
    inbox.assessed(SHOP, taken.events(), false);
    inbox.finish(SHOP, taken.etag());

    assertThat(inbox.deliver(SHOP, "aa01", "{}")).isEqualTo(new Delivery.Duplicate());
    assertThat(inbox.look(SHOP)).isEmpty();
  }

  @Test
  void eventThatLosesARace_isTakenAllTheSame() {
    MemoryRows rows = new MemoryRows();
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    Inbox other = new Inbox(rows, clock);
    Fault race = new Fault(2, Fault.Moment.BEFORE, () -> other.deliver(SHOP, "aa02", "{}"));

    Delivery delivery =
        new Inbox(new FaultyStore.FaultyRows(rows, race), clock).deliver(SHOP, "aa01", "{}");

    assertThat(delivery).isEqualTo(new Delivery.Joined());
    assertThat(other.look(SHOP).orElseThrow().events()).containsExactly("aa01", "aa02");
  }

  /** The work ends after one round; what the round did not take must not lie there for ever. */
  @Test
  void eventsWithoutWork_areFound_andWorkIsMadeForThem() {
    for (int i = 0; i <= Inbox.MOST_EVENTS; i++) {
      inbox.deliver(SHOP, "%04x".formatted(i), "{}");
    }
    Work taken = inbox.look(SHOP).orElseThrow();
    inbox.assessed(SHOP, taken.events(), false);
    inbox.finish(SHOP, taken.etag());
    assertThat(inbox.look(SHOP)).isEmpty();

    Waiting left = waiting();

    assertThat(left.cluster()).isEqualTo(SHOP);
    assertThat(inbox.restart(left)).isPresent();
    assertThat(inbox.look(SHOP).orElseThrow().events()).hasSize(1);
  }

  private Waiting waiting() {
    return IntStream.range(0, Inbox.partitions())
        .mapToObj(inbox::waiting)
        .flatMap(List::stream)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void restarts_haveNamesOfTheirOwn_thatDoNotGrow() {
    inbox.deliver(SHOP, "aa01", "{}");
    Set<String> names = new HashSet<>();

    for (int i = 0; i < 9; i++) {
      names.add(inbox.restart(waiting()).orElseThrow());
    }

    assertThat(names).hasSize(9);
    assertThat(names.stream().map(String::length).distinct()).hasSizeLessThanOrEqualTo(2);
  }

  /** Events lie in the order of their keys, which says nothing of when they came. */
  @Test
  void newestEvent_saysWhetherItIsQuiet_whereverItLies() {
    MemoryRows rows = new MemoryRows();
    for (String event : List.of("aa02", "aa01", "aa03")) {
      int second = event.equals("aa02") ? 9 : 0;
      Clock clock = Clock.fixed(NOW.plusSeconds(second), ZoneOffset.UTC);
      new Inbox(rows, clock).deliver(SHOP, event, "{}");
    }

    assertThat(new Inbox(rows, Clock.systemUTC()).look(SHOP).orElseThrow().newest())
        .isEqualTo(NOW.plusSeconds(9));
  }
}
