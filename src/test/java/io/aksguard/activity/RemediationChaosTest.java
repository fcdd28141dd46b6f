package io.aksguard.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.cluster.ArmId;
import io.aksguard.cluster.ClusterKey;
import io.aksguard.intent.Phase;
import io.aksguard.lab.tenant.Call;
import io.aksguard.lab.tenant.Fault;
import io.aksguard.lab.tenant.Fault.Effect;
import io.aksguard.lab.tenant.TenantOptions;
import io.aksguard.notice.Notice;
import io.aksguard.notice.Remediated;
import io.aksguard.property.Campaign;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whatever Azure answers, and wherever the process ends: the fix is verified, or taken back, or a
 * person is told; never is it written twice, and never without a record.
 */
class RemediationChaosTest {
  private static final String CONTROL = "local-accounts-disabled";
  private static final String CLUSTERS = "managedClusters/[^/]+$";
  private static final Set<Phase> ENDS =
      Set.of(Phase.VERIFIED, Phase.UNDONE, Phase.NEEDS_PERSON, Phase.FAILED);

  private static final String LOCAL_ON = "{\"properties\":{\"disableLocalAccounts\":false}}";

  /** Calls of the store: more than one orchestration makes of them in a row. */
  private static final int OUTAGE = 6;

  /** What goes wrong, in Azure and beside it. */
  private enum Mishap {
    NOTHING,
    REFUSED(put(Effect.REFUSED)),
    NEVER_ARRIVES(put(Effect.DROPPED).times(1)),
    ANSWER_IS_LOST(put(Effect.RESET).times(1)),
    ANSWER_IS_CUT(put(Effect.TRUNCATED).times(1)),
    ERROR_500(put(Effect.SERVER_ERROR).times(1)),
    BUSY_409(put(Effect.BUSY).times(2)),
    THROTTLED_429(put(Effect.THROTTLED).times(2)),
    CHANGED_412(Fault.rival(CLUSTERS, Effect.OVERTAKEN, "{\"tags\":{\"by\":\"rival\"}}")),
    OPERATION_FAILS(put(Effect.OPERATION_FAILED).times(1)),
    OPERATION_IS_CANCELED(put(Effect.OPERATION_CANCELED).times(1)),
    DOES_NOT_HELP(put(Effect.IGNORED).times(1)),
    IS_UNHEALTHY(put(Effect.UNHEALTHY).times(1)),
    IS_CHANGED_BACK(Fault.rival(CLUSTERS, Effect.OVERWRITTEN, LOCAL_ON)),
    UNDO_IS_REFUSED(put(Effect.UNHEALTHY).times(1), put(Effect.REFUSED)),
    STORAGE_IS_DOWN,
    TOPIC_IS_DOWN;

    private final List<Fault> faults;

    Mishap(Fault... faults) {
      this.faults = List.of(faults);
    }
  }

  private static Fault put(Effect effect) {
    return Fault.of("PUT", CLUSTERS, effect, 1);
  }

  /** How often each mishap has ended how. */
  private final Map<String, Integer> matrix = new TreeMap<>();

  @Test
  void remediation_endsWell_whateverHappensAndWhereverTheProcessEnds() throws Exception {
    new Campaign("remediation chaos", Mishap.values().length)
        .run(
            (random, seed) ->
                run(
                    Mishap.values()[(int) (seed % Mishap.values().length)],
                    random.nextInt(20),
                    random.nextBoolean()));
    matrix.forEach((each, times) -> System.out.println(each + ": " + times));
  }

  /** Each mishap, with an end before and after each call that changes something. */
  @Test
  @Tag("campaign")
  void remediation_endsWell_wholeMatrix() throws Exception {
    List<int[]> cases = new ArrayList<>();
    for (Mishap mishap : Mishap.values()) {
      int calls = run(mishap, 0, false);
      for (int at = 1; at <= calls; at++) {
        cases.add(new int[] {mishap.ordinal(), at, 0});
        cases.add(new int[] {mishap.ordinal(), at, 1});
      }
    }
    new Campaign("remediation chaos, whole", cases.size())
        .run(
            (random, seed) -> {
              int[] each = cases.get((int) ((seed - 1) % cases.size()));
              run(Mishap.values()[each[0]], each[1], each[2] == 1);
            });
    matrix.forEach((each, times) -> System.out.println(each + ": " + times));
  }

  /** How many calls have changed something. */
  private int run(Mishap mishap, int at, boolean isAfter) {
    String as = "%s, end %s call %d".formatted(mishap, isAfter ? "after" : "before", at);
    Ending ending = new Ending(at, isAfter);
    Outage outage = new Outage(mishap == Mishap.STORAGE_IS_DOWN ? OUTAGE : 0);
    try (Workshop workshop = new Workshop(TenantOptions.unthrottled(3), 1, ending, outage)) {
      workshop.automatic(CONTROL);
      ArmId cluster = workshop.cluster(0);
      workshop.live.tenant.seed(
          workshop
              .body(cluster)
              .replace("\"disableLocalAccounts\":true", "\"disableLocalAccounts\":false"));
      workshop.assess(cluster);
      assertThat(workshop.fails(cluster, CONTROL)).as(as).isTrue();
      mishap.faults.forEach(workshop.live.tenant.faults()::add);

      workshop.topicIsDown = mishap == Mishap.TOPIC_IS_DOWN;

      workshop.remediateToTheEnd(
          cluster, () -> assertIsTold(workshop, cluster, mishap == Mishap.TOPIC_IS_DOWN));

      assertThat(outage.isOver()).as(as).isTrue();
      List<Phase> phases = workshop.phases(cluster, CONTROL);
      Phase end = phases.get(phases.size() - 1);
      assertThat(ENDS).as(as + ": " + phases).contains(end);
      boolean isFixed = workshop.body(cluster).contains("\"disableLocalAccounts\":true");
      if (end == Phase.VERIFIED) {
        assertThat(isFixed).as(as).isTrue();
      } else if (end == Phase.UNDONE || end == Phase.FAILED) {
        assertThat(isFixed).as(as).isFalse();
      }
      // Nobody reads in the ledger that it passes, where it was taken back.
      assertThat(workshop.fails(cluster, CONTROL)).as(as + ": " + phases).isEqualTo(!isFixed);
      long undos = phases.stream().filter(Phase.UNDOING::equals).count();
      assertThat(accepted(workshop)).as(as + ": " + phases).isLessThanOrEqualTo(1 + undos);
      assertThat(phases).as(as).contains(Phase.STARTED);
      assertAllIsTold(workshop, cluster, as);
      assertThat(workshop.phases(cluster, CONTROL)).as(as).endsWith(end);
      String cell = "%-22s %s".formatted(name(mishap), end.word());
      matrix.merge(cell, 1, Integer::sum);
      return ending.calls().size();
    }
  }

  /** A dead topic changes nothing of what is done. */
  private static void assertIsTold(Workshop workshop, ArmId cluster, boolean isDown) {
    if (isDown) {
      assertThat(workshop.telling.tell(cluster)).isNotEqualTo(Telling.Told.ALL);
    }
  }

  /** Each phase once, though the topic was down until now. */
  private static void assertAllIsTold(Workshop workshop, ArmId cluster, String as) {
    assertThat(workshop.told).as(as).isEmpty();
    workshop.topicIsDown = false;
    assertThat(workshop.telling.tell(cluster)).as(as).isEqualTo(Telling.Told.ALL);
    List<String> due =
        workshop.ledger.commits(ClusterKey.of(cluster), 0, 1_000).stream()
            .flatMap(commit -> Remediated.of(commit, workshop.ledger.moves(commit)).stream())
            .map(Notice::id)
            .toList();
    assertThat(due).as(as).isNotEmpty();
    assertThat(workshop.told.stream().map(Notice::id).filter(due::contains))
        .as(as)
        .containsExactlyInAnyOrderElementsOf(due);
  }

  private static String name(Mishap mishap) {
    return mishap.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** Writes of ours that Azure has taken. */
  private static long accepted(Workshop workshop) {
    return workshop.live.tenant.calls().stream()
        .filter(call -> call.clientId().equals(workshop.live.principal.clientId()))
        .filter(call -> call.method().equals("PUT") && call.status() < 300)
        .map(Call::path)
        .filter(path -> path.toLowerCase(Locale.ROOT).contains("/managedclusters/"))
        .count();
  }
}
