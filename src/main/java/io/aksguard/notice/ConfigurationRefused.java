package io.aksguard.notice;

import io.aksguard.deployed.Refusal;
import io.aksguard.yaml.Problem;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A configuration that cannot be used, or only in part; the last good one is in force.
 *
 * @param refused digest of the version
 * @param kept digest of the version in force; empty where there is none and defaults hold; the same
 *     where it is in force without its mistakes
 * @param catalogue digest of the built-in controls that it was read against
 */
public record ConfigurationRefused(
    String refused, String kept, String catalogue, Instant time, List<Problem> problems) {
  public ConfigurationRefused {
    problems = List.copyOf(problems);
  }

  /**
   * @param time when it was met
   */
  public static ConfigurationRefused of(Refusal refusal, Instant time) {
    return new ConfigurationRefused(
        refusal.digest(), refusal.kept(), refusal.catalogueDigest(), time, refusal.problems());
  }

  /** One for each version and catalogue, however often it is tried. */
  public Notice notice() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("refused", refused);
    members.put("kept", kept);
    members.put("catalogueDigest", catalogue);
    members.put("total", problems.size());
    members.put("more", "aks-guard config show --version-digest " + refused);
    return Composing.notice(
        NoticeType.CONFIGURATION_REFUSED,
        List.of(refused, catalogue),
        Notice.FLEET,
        time,
        members,
        "problems",
        problems.stream()
            .map(problem -> Map.<String, Object>of("text", Composing.cut(problem.toString())))
            .toList());
  }
}
