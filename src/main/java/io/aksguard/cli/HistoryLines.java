package io.aksguard.cli;

import io.aksguard.finding.State;
import io.aksguard.finding.Transition;
import io.aksguard.history.Commit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Members and cells of what is recorded. */
final class HistoryLines {
  static final List<String> COMMIT_HEADER =
      List.of(
          "cluster",
          "seq",
          "recordedAt",
          "judgedAt",
          "cause",
          "transitions",
          "open",
          "waived",
          "passed",
          "notApplicable",
          "unknown",
          "controls",
          "covered",
          "gone",
          "config",
          "catalogue",
          "evidence",
          "previous",
          "hash");

  static final List<String> TRANSITION_HEADER =
      List.of(
          "cluster",
          "seq",
          "recordedAt",
          "judgedAt",
          "cause",
          "control",
          "subject",
          "severity",
          "from",
          "fromWaiver",
          "to",
          "toWaiver",
          "version",
          "message",
          "path",
          "value",
          "observedAt");

  private HistoryLines() {}

  static Map<String, Object> commit(Commit commit) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("cluster", commit.id().value());
    members.put("seq", commit.seq());
    members.put("recordedAt", commit.recordedAt().toString());
    members.put("judgedAt", commit.judgedAt().toString());
    members.put("cause", commit.cause());
    members.put("transitions", commit.transitions());
    members.put("open", commit.counts().open());
    members.put("waived", commit.counts().waived());
    members.put("passed", commit.counts().passed());
    members.put("notApplicable", commit.counts().notApplicable());
    members.put("unknown", commit.counts().unknown());
    members.put("controls", commit.counts().controls());
    members.put("covered", commit.counts().covered());
    members.put("gone", commit.gone());
    members.put("config", commit.configDigest());
    members.put("catalogue", commit.catalogueDigest());
    members.put("evidence", commit.evidence());
    members.put("previous", commit.previous());
    members.put("hash", commit.hash());
    Map<String, Object> observed = new TreeMap<>();
    commit.observed().forEach((section, instant) -> observed.put(section, instant.toString()));
    members.put("observed", observed);
    return members;
  }

  /** As {@link #TRANSITION_HEADER} has it, and both states. */
  static Map<String, Object> transition(Commit commit, Transition transition) {
    State shown = transition.after() != null ? transition.after() : transition.before();
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("cluster", commit.id().value());
    members.put("seq", commit.seq());
    members.put("recordedAt", commit.recordedAt().toString());
    members.put("judgedAt", commit.judgedAt().toString());
    members.put("cause", commit.cause());
    members.put("control", transition.key().control());
    members.put("subject", transition.key().subject());
    members.put("severity", shown == null ? "" : shown.severity().word());
    members.put("from", status(transition.before()));
    members.put("fromWaiver", transition.before() == null ? "" : transition.before().waiver());
    members.put("to", status(transition.after()));
    members.put("toWaiver", transition.after() == null ? "" : transition.after().waiver());
    if (shown != null) {
      members.put("version", shown.version());
      members.put("message", shown.message());
      members.put("path", shown.path());
      members.put("value", shown.value());
      members.put("observedAt", shown.observedAt() == null ? "" : shown.observedAt().toString());
    }
    return members;
  }

  static Map<String, Object> state(State state) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("control", state.key().control());
    members.put("subject", state.key().subject());
    members.put("status", state.status().name());
    members.put("waiver", state.waiver());
    members.put("severity", state.severity().word());
    members.put("version", state.version());
    members.put("message", state.message());
    members.put("path", state.path());
    members.put("value", state.value());
    members.put("observedAt", state.observedAt() == null ? "" : state.observedAt().toString());
    return members;
  }

  /** The cells of a row, as a header names them. */
  static List<String> cells(List<String> header, Map<String, Object> members) {
    return header.stream().map(name -> String.valueOf(members.getOrDefault(name, ""))).toList();
  }

  private static String status(@Nullable State state) {
    return state == null ? "" : state.status().name();
  }
}
