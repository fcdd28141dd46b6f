package io.aksguard.notice;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The types of notices; each has a JSON schema in {@code schemas/notices}. */
public enum NoticeType {
  FINDINGS_OPENED,
  FINDINGS_RESOLVED,
  CLUSTER_ONBOARDED,
  CLUSTER_GONE,
  COVERAGE_DROPPED,
  SUPPORT_ENDING,
  IMAGE_PATCH_AVAILABLE,
  REVIEW_COMPLETED,
  CONFIGURATION_REFUSED,
  RULES_CHANGED,
  REMEDIATION_MOVED;

  /** Such as {@code FindingsOpened}. */
  public String word() {
    return Stream.of(name().split("_"))
        .map(part -> part.charAt(0) + part.substring(1).toLowerCase(Locale.ROOT))
        .collect(Collectors.joining());
  }

  /** CloudEvents' {@code type}, by which subscriptions choose: {@code AksGuard.FindingsOpened}. */
  public String type() {
    return "AksGuard." + word();
  }

  /** CloudEvents' {@code dataschema}. */
  public String schema() {
    return "https://aksguard.io/schemas/notices/" + word() + ".v1.json";
  }

  /**
   * The type of that name.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static NoticeType of(String type) {
    return List.of(values()).stream()
        .filter(each -> each.type().equals(type))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no type of notices: " + type));
  }
}
