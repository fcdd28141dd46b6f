package io.aksguard.notice;

import io.aksguard.history.Commit;
import io.aksguard.intent.FightJson;
import io.aksguard.intent.Intent;
import io.aksguard.intent.Move;
import io.aksguard.intent.Phase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the moves of intents give people to know: one notice for each phase that any has come to,
 * one of those half carried out that have to wait, and one of those frozen once it is known who
 * changes them back, or given up to look for that.
 */
public final class Remediated {
  private Remediated() {}

  /**
   * Pure.
   *
   * @param moves all that the commit records
   */
  public static List<Notice> of(Commit commit, List<Move> moves) {
    Map<Phase, List<Intent>> byPhase =
        moves.stream()
            .filter(move -> move.isNewPhase() || move.isHeldUp() || move.isAccusation())
            .map(move -> Objects.requireNonNull(move.after()))
            .collect(Collectors.groupingBy(Intent::phase, TreeMap::new, Collectors.toList()));
    List<Notice> notices = new ArrayList<>();
    byPhase.forEach((phase, intents) -> notices.add(notice(commit, phase, intents)));
    return notices;
  }

  private static Notice notice(Commit commit, Phase phase, List<Intent> intents) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("cluster", commit.id().value());
    members.put("clusterKey", commit.cluster().value());
    members.put("commit", commit.seq());
    members.put("phase", phase.word());
    members.put("cause", commit.cause());
    members.put("total", intents.size());
    List<Object> fact =
        new ArrayList<>(List.of(commit.cluster().value(), commit.seq(), phase.word()));
    intents.forEach(intent -> fact.add(intent.id()));
    return Composing.notice(
        NoticeType.REMEDIATION_MOVED,
        fact,
        commit.id().value(),
        commit.recordedAt(),
        members,
        "intents",
        intents.stream().map(Remediated::members).toList());
  }

  private static Map<String, Object> members(Intent intent) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("id", intent.id());
    members.put("control", Composing.cut(intent.control()));
    members.put("version", intent.version());
    members.put("mode", intent.mode());
    members.put("reason", Composing.cut(intent.reason()));
    if (!intent.guard().isEmpty()) {
      members.put("guard", intent.guard());
    }
    if (!intent.by().isEmpty()) {
      members.put("by", intent.by());
    }
    intent.until().ifPresent(until -> members.put("until", until.toString()));
    intent
        .fight()
        .ifPresent(
            fight -> {
              members.put("culprit", cut(FightJson.culprit(fight.culprit())));
              members.put(
                  "keep", fight.kept().stream().map(FightJson::line).map(Remediated::cut).toList());
            });
    return members;
  }

  private static Map<String, Object> cut(Map<String, Object> texts) {
    Map<String, Object> cut = new LinkedHashMap<>(texts);
    cut.replaceAll((name, text) -> Composing.cut(String.valueOf(text)));
    return cut;
  }
}
