package io.aksguard.report.catalogue;

import static io.aksguard.report.catalogue.SchemaParts.described;
import static io.aksguard.report.catalogue.SchemaParts.list;
import static io.aksguard.report.catalogue.SchemaParts.object;
import static io.aksguard.report.catalogue.SchemaParts.text;

import io.aksguard.config.Bounds;
import io.aksguard.config.Mode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The member {@code remediation} in the JSON schema of guard.yaml. */
final class RemediationSchema {
  private static final String TIME =
      "^\\d{4}-\\d{2}-\\d{2}(T\\d{2}:\\d{2}(:\\d{2})?(Z|[+-]\\d{2}:\\d{2})?)?$";

  private static final Bounds DEFAULT = Bounds.DEFAULT;

  private RemediationSchema() {}

  static Map<String, Object> of() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("mode", mode("What may be done where no rule holds; default: approve."));
    members.put("rules", list("The first that holds for a control in a cluster decides.", rule()));
    members.put("breaker", breaker());
    members.put("quota", quota());
    members.put("ring", ring());
    members.put("flap", flap());
    members.put("blackouts", list("Times in which no fix starts.", blackout()));
    members.put("approval", approval());
    return object("What may be done about failures.", List.of(), members);
  }

  private static Map<String, Object> rule() {
    Map<String, Object> controls =
        list("Ids of controls; left out: all.", Map.of("$ref", "#/$defs/control"));
    controls.put("minItems", 1);
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("controls", controls);
    members.put("resource", resource());
    members.put("tags", tags());
    members.put("mode", mode("What may be done."));
    return object("Some controls in some clusters.", List.of("mode"), members);
  }

  private static Map<String, Object> resource() {
    return text("Pattern of the cluster's ARM id or name: * is any text, case does not count.");
  }

  private static Map<String, Object> tags() {
    Map<String, Object> tags =
        described("object", "Tags that the cluster bears, all of them; case does not count.");
    tags.put("additionalProperties", Map.of("type", "string"));
    return tags;
  }

  private static Map<String, Object> mode(String description) {
    Map<String, Object> mode =
        described(
            "string",
            description
                + " off: nothing is planned; report: a plan is shown; approve: a person approves"
                + " each fix; auto: it is done, where the remedy allows that.");
    mode.put("enum", Stream.of(Mode.values()).map(Mode::word).toList());
    return mode;
  }

  private static Map<String, Object> breaker() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put(
        "perControl",
        percent(
            "Of the clusters that a control's fix is due in, how many may have it unverified; one"
                + " at least.",
            DEFAULT.breaker().perControl()));
    members.put(
        "fleet",
        percent(
            "Of all clusters, how many may have a fix unverified; one at least.",
            DEFAULT.breaker().fleet()));
    members.put(
        "failures",
        number(
            "Failed verifications with which a control's fix stops everywhere; one that left a"
                + " cluster unhealthy is enough.",
            10,
            DEFAULT.breaker().failures()));
    return object("How many clusters are at risk at a time.", List.of(), members);
  }

  private static Map<String, Object> quota() {
    Map<String, Object> share =
        percent(
            "Of the writes that AKS takes, how many are AKS Guard's; the others are yours.",
            DEFAULT.quotaShare());
    return object("How fast fixes go.", List.of(), Map.of("share", share));
  }

  private static Map<String, Object> ring() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("resource", resource());
    members.put("tags", tags());
    Map<String, Object> verified =
        described(
            "integer",
            "How many of them must have a fix verified before other clusters get it; left out: all"
                + " that need it, and one at least.");
    verified.put("minimum", 1);
    verified.put("maximum", 1_000);
    members.put("verified", verified);
    Map<String, Object> ring =
        object("Clusters on which a fix is tried first.", List.of(), members);
    Map<String, Object> byTags = new LinkedHashMap<>();
    byTags.put("required", List.of("tags"));
    byTags.put("properties", Map.of("tags", Map.of("minProperties", 1)));
    ring.put("anyOf", List.of(Map.of("required", List.of("resource")), byTags));
    return ring;
  }

  private static Map<String, Object> flap() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put(
        "failures",
        number(
            "How often a control may fail again after its fix until the fix is frozen.",
            10,
            DEFAULT.flap().failures()));
    members.put("within", span("From the first to the last of them.", DEFAULT.flap().within()));
    return object("When a fix that somebody keeps taking back is given up.", List.of(), members);
  }

  private static Map<String, Object> blackout() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("from", text("The first day, or a time with its offset.", TIME));
    members.put("to", text("The last day, or a time with its offset.", TIME));
    members.put(
        "zone",
        text("The time zone of days, and of times without an offset; left out: UTC, for days."));
    members.put("reason", text("Why, for people."));
    return object("A time in which no fix starts.", List.of("from", "to"), members);
  }

  private static Map<String, Object> approval() {
    Map<String, Object> expires =
        span("How long a person has to decide.", DEFAULT.approvalExpiresAfter());
    Map<String, Object> withoutEtag =
        described(
            "boolean",
            "Whether a person is asked, also about what is automatic, where no ETag keeps a write"
                + " from undoing another's of the same moment.");
    withoutEtag.put("default", DEFAULT.asksWithoutEtag());
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("expiresAfter", expires);
    members.put("withoutETag", withoutEtag);
    return object("How people are asked about a fix.", List.of(), members);
  }

  private static Map<String, Object> percent(String description, int otherwise) {
    Map<String, Object> percent = text(description, "^(100|[1-9][0-9]?)%$");
    percent.put("default", otherwise + "%");
    return percent;
  }

  private static Map<String, Object> number(String description, int most, int otherwise) {
    Map<String, Object> number = described("integer", description);
    number.put("minimum", 1);
    number.put("maximum", most);
    number.put("default", otherwise);
    return number;
  }

  private static Map<String, Object> span(String description, Duration otherwise) {
    Map<String, Object> span = text(description, "^([1-9][0-9]{0,2}h|[1-9][0-9]?d)$");
    span.put("default", otherwise.toHours() + "h");
    return span;
  }
}
