package io.aksguard.control;

import io.aksguard.control.podsecurity.Judgement;
import io.aksguard.control.podsecurity.Level;
import io.aksguard.control.podsecurity.PodSecurity;
import io.aksguard.control.podsecurity.Violation;
import io.aksguard.evidence.JsonArray;
import java.util.List;

/** The Pod Security Standards as expressions ask for them. */
final class PodLevels {
  private final Versions versions;

  PodLevels(Versions versions) {
    this.versions = versions;
  }

  /** One violation decides, whatever else of the pod is not known. */
  boolean allow(Object pod, String level, String version) {
    return byLevel(pod, level, version).allows();
  }

  /** A list known in part where a part of the pod is not known. */
  JsonArray violations(Object pod, String level, String version) {
    return texts(byLevel(pod, level, version));
  }

  /** As {@link #allow}, by one check. */
  boolean checkAllows(Object pod, String check, String version) {
    return byCheck(pod, check, version).allows();
  }

  /** As {@link #violations}, of one check. */
  JsonArray checkViolations(Object pod, String check, String version) {
    return texts(byCheck(pod, check, version));
  }

  private static JsonArray texts(Judgement judged) {
    List<String> texts = judged.violations().stream().map(Violation::toString).toList();
    return judged.rest().map(gap -> JsonArray.partly(texts, gap)).orElse(JsonArray.of(texts));
  }

  private Judgement byLevel(Object pod, String label, String version) {
    Level level = Level.of(label).orElseThrow(() -> Values.not("a level of pod security", label));
    return PodSecurity.judge(pod, level, minor(version));
  }

  private Judgement byCheck(Object pod, String check, String version) {
    return PodSecurity.judge(pod, check, minor(version))
        .orElseThrow(() -> Values.not("a check of pod security", check));
  }

  private int minor(String version) {
    return version.equals("latest")
        ? PodSecurity.NEWEST
        : (int) -versions.minorsBetween("1.0", version);
  }
}
