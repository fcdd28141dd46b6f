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
    return judge(pod, level, version).allows();
  }

  /** A list known in part where a part of the pod is not known. */
  JsonArray violations(Object pod, String level, String version) {
    Judgement judged = judge(pod, level, version);
    List<String> texts = judged.violations().stream().map(Violation::toString).toList();
    return judged.rest().map(gap -> JsonArray.partly(texts, gap)).orElse(JsonArray.of(texts));
  }

  private Judgement judge(Object pod, String label, String version) {
    Level level = Level.of(label).orElseThrow(() -> Values.not("a level of pod security", label));
    long minor =
        version.equals("latest") ? PodSecurity.NEWEST : -versions.minorsBetween("1.0", version);
    return PodSecurity.judge(pod, level, (int) minor);
  }
}
