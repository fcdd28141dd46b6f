package io.aksguard.activity;

import io.aksguard.cluster.ArmId;
import io.aksguard.cluster.ClusterKey;
import io.aksguard.evidence.Evidence;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonValue;
import io.aksguard.evidence.Section;
import io.aksguard.finding.Coverage;
import io.aksguard.finding.Finding;
import io.aksguard.history.Assessments;
import io.aksguard.history.Commit;
import io.aksguard.history.Ledger;
import io.aksguard.history.ListedCluster;
import io.aksguard.history.Run;
import io.aksguard.history.Runs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What AKS Guard itself knows of a cluster, as the section {@code self} of its evidence: when it
 * was judged, by which run, and what was reviewed since.
 */
public final class SelfRecord {
  /** What one review covers; each is signed off by itself. */
  private static final List<String> KINDS = List.of("configuration", "access", "network");

  /** A review counts for months once it is signed off, and the newest one may not be yet. */
  private static final int MOST_REVIEWS = 6;

  /** More changes since a review are as many as these. */
  private static final int MOST_CHANGES = 1_000;

  private final Map<String, Object> schedules;
  private final Ledger ledger;
  private final Runs runs;
  private final Assessments assessments;

  /**
   * @param schedules of audits and reviews, under {@code audit} and {@code review}; each may lack
   */
  public SelfRecord(
      Map<String, String> schedules, Ledger ledger, Runs runs, Assessments assessments) {
    this.schedules = Map.copyOf(schedules);
    this.ledger = ledger;
    this.runs = runs;
    this.assessments = assessments;
  }

  /** The evidence with what is recorded by now. */
  public Evidence addTo(Evidence evidence, Instant at) {
    ClusterKey cluster = ClusterKey.of(new ArmId(evidence.resource()));
    Map<String, Object> record = new HashMap<>();
    record.put("schedule", schedules);
    ledger
        .listed(cluster)
        .map(ListedCluster::firstRecorded)
        .ifPresent(first -> record.put("firstSeen", first.toString()));
    assessments
        .of(cluster)
        .ifPresent(
            last -> {
              record.put("lastAssessed", last.at().toString());
              record.put("coveragePercent", (long) last.coverage().percent());
            });
    completed("audit").ifPresent(run -> record.put("lastRun", lastRun(run)));
    record.put("reviews", reviews(cluster));
    Map<String, Section> sections = new HashMap<>(evidence.sections());
    sections.put("self", new Section(value(record), at));
    return new Evidence(evidence.resource(), evidence.origin(), sections);
  }

  /** The cluster was judged. */
  public void judged(ArmId cluster, List<Finding> findings, Instant at) {
    assessments.put(ClusterKey.of(cluster), new Assessments.Last(at, Coverage.NONE.plus(findings)));
  }

  private Optional<Run> completed(String kind) {
    return runs.newest(kind, 10).stream().filter(run -> run.completedAt().isPresent()).findFirst();
  }

  private static Map<String, Object> lastRun(Run run) {
    return Map.of(
        "id", run.id(),
        "startedAt", run.startedAt().toString(),
        "completedAt", run.completedAt().orElseThrow().toString());
  }

  private List<Map<String, Object>> reviews(ClusterKey cluster) {
    List<Run> held = runs.newest("review", MOST_REVIEWS);
    List<Map<String, Object>> reviews = new ArrayList<>();
    if (!held.isEmpty()) {
      long newest = ledger.head(cluster).map(head -> head.seq()).orElse(0L);
      List<Commit> commits =
          ledger.commits(cluster, Math.max(0, newest - MOST_CHANGES), MOST_CHANGES);
      held.forEach(run -> reviews.addAll(reviews(run, commits)));
    }
    return reviews;
  }

  private List<Map<String, Object>> reviews(Run run, List<Commit> commits) {
    Instant reviewed = run.completedAt().orElse(run.startedAt());
    List<Commit> since =
        commits.stream()
            .filter(commit -> commit.recordedAt().isAfter(reviewed))
            // A cut of history is a commit, too.
            .filter(commit -> commit.transitions() > 0)
            .toList();
    List<Map<String, Object>> reviews = new ArrayList<>();
    for (String kind : KINDS) {
      Map<String, Object> review = new HashMap<>();
      review.put("kind", kind);
      review.put("recordedAt", reviewed.toString());
      review.put("changesSince", (long) since.size());
      if (!since.isEmpty()) {
        review.put("oldestChange", since.get(0).recordedAt().toString());
      }
      runs.signedOff(run, kind).ifPresent(who -> review.put("signedOffBy", who));
      reviews.add(review);
    }
    return reviews;
  }

  private static JsonObject value(Map<String, Object> record) {
    return (JsonObject) JsonValue.of(record);
  }
}
