package io.aksguard.notice;

import io.aksguard.finding.Coverage;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells that an audit of the fleet could answer less than the one before. */
public final class CoverageDropped {
  private CoverageDropped() {}

  /**
   * The notice, where a whole percent that the run before had reached is reached no more: a drop by
   * a few of many thousand pairs is told at most once in a percent, and a slow one is not missed.
   *
   * @param before the run before it that ended; null for the first one
   */
  public static Optional<Notice> of(FleetRun run, @Nullable FleetRun before) {
    Instant ended = run.endedAt();
    if (ended == null || before == null) {
      return Optional.empty();
    }
    if (Math.floor(run.coverage().percent()) >= Math.floor(before.coverage().percent())) {
      return Optional.empty();
    }
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("run", run.id());
    members.put("now", members(run));
    members.put("before", members(before));
    members.put("catalogueDigest", run.rules().catalogue());
    members.put("configDigest", run.rules().config());
    return Optional.of(
        Composing.notice(
            NoticeType.COVERAGE_DROPPED, List.of(run.id()), Notice.FLEET, ended, members));
  }

  private static Map<String, Object> members(FleetRun run) {
    Map<String, Object> members = members(run.coverage());
    members.put("unread", run.unread());
    return members;
  }

  static Map<String, Object> members(Coverage coverage) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("clusters", coverage.clusters());
    members.put("pairs", coverage.pairs());
    members.put("covered", coverage.covered());
    members.put("percent", coverage.percent());
    return members;
  }
}
