package io.aksguard.workflow;

import io.aksguard.activity.HistoryCut;
import java.util.List;
import java.util.Map;

/** The ways through the orchestrators. */
final class Scenarios {
  private static final Map<String, Object> JUDGED =
      Map.of("etag", "e1", "transitions", 1L, "owed", true);
  private static final Map<String, Object> UNMOVED =
      Map.of("etag", "e1", "transitions", 0L, "owed", false);

  /** Shards of 200 clusters each. */
  private static final long LARGE = 50;

  private Scenarios() {}

  /** Those whose histories are recorded. */
  static List<Scenario> all() {
    return List.of(
        quiet(),
        burst(),
        meanwhile(),
        endless(),
        flaky(),
        dead(),
        untold(),
        unfinished(),
        fleet(),
        half(),
        shaken(),
        blind(),
        unrecorded(),
        mended(),
        stumbling(),
        unmended(),
        tiring(),
        Scenario.reviewFleet("a review").answer(Activities.REVIEW, Map.of()),
        unreviewed());
  }

  static Scenario quiet() {
    return Scenario.assessCluster("a quiet cluster")
        .answer(Activities.ASSESS, UNMOVED)
        .answer(Activities.FINISH, Map.of("done", true));
  }

  static Scenario burst() {
    return Scenario.assessCluster("a burst")
        .answer(Activities.ASSESS, Map.of("wait", 1L))
        .answer(Activities.ASSESS, Map.of("wait", 1L))
        .answer(Activities.ASSESS, Map.of("wait", 2L))
        .answer(Activities.ASSESS, JUDGED)
        .answer(Activities.TELL, Map.of("told", "ALL"))
        .answer(Activities.FINISH, Map.of("done", true));
  }

  static Scenario meanwhile() {
    return Scenario.assessCluster("more came meanwhile")
        .answer(Activities.ASSESS, JUDGED)
        .answer(Activities.ASSESS, UNMOVED)
        .answer(Activities.TELL, Map.of("told", "TOPIC_IS_DOWN"))
        .answer(Activities.FINISH, Map.of("done", false))
        .answer(Activities.FINISH, Map.of("done", true));
  }

  static Scenario flaky() {
    return Scenario.assessCluster("a store that comes back")
        .failure(Activities.ASSESS, "the store does not answer")
        .failure(Activities.ASSESS, "the store does not answer")
        .answer(Activities.ASSESS, JUDGED)
        .failure(Activities.TELL, "the store does not answer")
        .answer(Activities.TELL, Map.of("told", "ALL"))
        .answer(Activities.FINISH, Map.of("done", true));
  }

  static Scenario dead() {
    return Scenario.assessCluster("a store that stays away")
        .failure(Activities.ASSESS, "the store does not answer");
  }

  static Scenario untold() {
    return Scenario.assessCluster("telling that fails")
        .answer(Activities.ASSESS, JUDGED)
        .failure(Activities.TELL, "the ledger does not answer")
        .answer(Activities.FINISH, Map.of("done", true));
  }

  static Scenario unfinished() {
    return Scenario.assessCluster("an end that fails")
        .answer(Activities.ASSESS, UNMOVED)
        .failure(Activities.FINISH, "the inbox does not answer");
  }

  static Scenario endless() {
    return Scenario.assessCluster("events without end")
        .recordedFromTheEnd(2)
        .answer(Activities.ASSESS, UNMOVED)
        .answer(Activities.FINISH, Map.of("done", false));
  }

  private static Map<String, Object> cut(String next, String problems) {
    return Map.of("next", next, "clusters", 1L, "rows", 7L, "problems", problems);
  }

  static Scenario fleet() {
    return Scenario.auditFleet("a fleet of nine shards", "audit 20261123T120000Z")
        .answer(Activities.SWEEP, Map.of("shards", 9L))
        .answer(Activities.JUDGE_SHARD, Map.of("moved", 3L))
        .answer(Activities.CUT_HISTORY, cut("b", ""))
        .answer(Activities.CUT_HISTORY, cut("", "retention: the chain of c is damaged"))
        .answer(Activities.COMPLETE_RUN, Map.of());
  }

  /** As many as 10,000 clusters give, on the day on which a cut of history has the most to do. */
  static Scenario large() {
    Scenario large =
        Scenario.auditFleet("a large fleet", "audit 20261123T120000Z")
            .answer(Activities.SWEEP, Map.of("shards", LARGE))
            .answer(Activities.COMPLETE_RUN, Map.of());
    for (int step = 2; step <= HistoryCut.MOST_STEPS; step++) {
      large.answer(Activities.CUT_HISTORY, cut(step + " " + "c".repeat(32), ""));
    }
    return large.answer(Activities.CUT_HISTORY, cut("", ""));
  }

  static Scenario half() {
    return Scenario.auditFleet("a shard that cannot be judged", "images 20261123T120000Z")
        .answer(Activities.SWEEP, Map.of("shards", 2L))
        .failure(Activities.JUDGE_SHARD, "the snapshot is damaged")
        .answer(Activities.CUT_HISTORY, cut("", ""))
        .answer(Activities.COMPLETE_RUN, Map.of());
  }

  /** Two shards of three fail twice at the same time, and then no more. */
  static Scenario shaken() {
    return Scenario.auditFleet("a store that stumbles", "audit 20261123T120000Z")
        .answer(Activities.SWEEP, Map.of("shards", 3L))
        .answer(Activities.JUDGE_SHARD, Map.of("moved", 1L))
        .failure(Activities.JUDGE_SHARD, "the store does not answer")
        .failure(Activities.JUDGE_SHARD, "the store does not answer")
        .failure(Activities.JUDGE_SHARD, "the store does not answer")
        .failure(Activities.JUDGE_SHARD, "the store does not answer")
        .answer(Activities.JUDGE_SHARD, Map.of("moved", 1L))
        .answer(Activities.CUT_HISTORY, cut("", ""))
        .answer(Activities.COMPLETE_RUN, Map.of());
  }

  static Scenario blind() {
    return Scenario.auditFleet("a sweep that fails", "audit 20261123T120000Z")
        .failure(Activities.SWEEP, "no token")
        .failure(Activities.CUT_HISTORY, "the store does not answer")
        .answer(Activities.COMPLETE_RUN, Map.of());
  }

  static Scenario unrecorded() {
    return Scenario.auditFleet("a run that cannot be recorded", "audit 20261123T120000Z")
        .answer(Activities.SWEEP, Map.of("shards", 1L))
        .answer(Activities.JUDGE_SHARD, Map.of("moved", 0L))
        .answer(Activities.CUT_HISTORY, cut("", ""))
        .failure(Activities.COMPLETE_RUN, "the index does not answer");
  }

  private static Map<String, Object> again(long wait, String operation) {
    return Map.of("done", false, "wait", wait, "operation", operation);
  }

  static Scenario mended() {
    return Scenario.remediate("a fix that takes its time")
        .answer(Activities.REMEDIATE, again(15, "/operations/1"))
        .answer(Activities.REMEDIATE, again(30, "/operations/1"))
        .answer(Activities.REMEDIATE, again(0, ""))
        .answer(Activities.REMEDIATE, again(0, ""))
        .answer(Activities.REMEDIATE, Map.of("done", true));
  }

  static Scenario stumbling() {
    return Scenario.remediate("a store that comes back")
        .failure(Activities.REMEDIATE, "the ledger does not answer")
        .answer(Activities.REMEDIATE, again(0, ""))
        .answer(Activities.REMEDIATE, Map.of("done", true));
  }

  static Scenario unmended() {
    return Scenario.remediate("a store that stays away")
        .failure(Activities.REMEDIATE, "the ledger does not answer");
  }

  /** Its next history goes on with the operation. */
  static Scenario tiring() {
    return Scenario.remediate("an operation of hours")
        .recordedFromTheEnd(2)
        .answer(Activities.REMEDIATE, again(60, "/operations/1"));
  }

  static Scenario unreviewed() {
    return Scenario.reviewFleet("a review that fails")
        .failure(Activities.REVIEW, "the index does not answer");
  }
}
