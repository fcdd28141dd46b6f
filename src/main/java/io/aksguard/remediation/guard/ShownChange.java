package io.aksguard.remediation.guard;

import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One row of {@code resourcechanges}. Azure names applications by id, persons by their address,
 * itself {@code System}, and says {@code Unknown} of clients that it does not know ("Get resource
 * changes", learn.microsoft.com/azure/governance/resource-graph).
 *
 * @param properties what was changed, by path
 */
record ShownChange(
    ArmId resource, Instant at, JsonObject attributes, Map<String, JsonObject> properties) {
  private static final Pattern GUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final Pattern STEP =
      Pattern.compile("\\[(?:\\d+|\\\\?[\"']([^\"'\\\\]*)\\\\?[\"'])]");
  private static final List<String> NO_NAMES = List.of("unknown", "unspecified", "none");

  /** The row; empty where it does not tell what was changed when. */
  static Optional<ShownChange> of(JsonObject row) {
    Optional<JsonObject> properties = row.object("properties");
    JsonObject attributes =
        properties.flatMap(p -> p.object("changeAttributes")).orElse(JsonObject.of(Map.of()));
    Optional<ArmId> resource =
        properties.flatMap(p -> p.string("targetResourceId")).flatMap(ArmId::parse);
    Optional<JsonObject> changes = properties.flatMap(p -> p.object("changes"));
    Optional<Instant> at = attributes.string("timestamp").flatMap(ShownChange::instant);
    if (resource.isEmpty() || changes.isEmpty() || at.isEmpty()) {
      return Optional.empty();
    }
    Map<String, JsonObject> changed = new LinkedHashMap<>();
    changes
        .get()
        .entries()
        .forEach(
            entry -> {
              if (entry.getValue() instanceof JsonObject change) {
                changed.put(entry.getKey(), change);
              }
            });
    return Optional.of(new ShownChange(resource.get(), at.get(), attributes, changed));
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Whether it gave what the fix owns, or something in it, another value. */
  boolean takesBack(Owned owned) {
    boolean isItself = resource.equals(owned.resource());
    if (!isItself && !(owned.isOfPool() && resource.covers(owned.resource()))) {
      return false;
    }
    String key = isItself ? owned.key() : owned.keyInCluster();
    return properties.entrySet().stream()
        .anyMatch(entry -> touches(key(entry.getKey()), key) && isAway(entry.getValue(), owned));
  }

  private static String key(String path) {
    return STEP.matcher(path)
        .replaceAll(
            step -> step.group(1) == null ? "" : Matcher.quoteReplacement("." + step.group(1)))
        .toLowerCase(Locale.ROOT);
  }

  private static boolean touches(String one, String other) {
    return one.equals(other) || one.startsWith(other + ".") || other.startsWith(one + ".");
  }

  /** Values are shown as texts; of lists and empty objects nothing can be compared. */
  private static boolean isAway(JsonObject change, Owned owned) {
    Object value = owned.value();
    if (value instanceof Map || value instanceof List) {
      return true;
    }
    String now = change.string("newValue").filter(text -> !text.equals("null")).orElse("");
    return !now.equalsIgnoreCase(value == null ? "" : String.valueOf(value));
  }

  OwnWrites.Trace trace() {
    return new OwnWrites.Trace(resource, correlationId(), "", principal(), at);
  }

  String correlationId() {
    return attribute("correlationId");
  }

  /** Its id; empty of persons, whose addresses are not kept, and where none is told. */
  String principal() {
    return guid(attribute("changedBy"));
  }

  /** Also of persons, whose addresses are compared and not kept. */
  boolean isBySameAs(ShownChange other) {
    return attribute("changedBy").equalsIgnoreCase(other.attribute("changedBy"));
  }

  String kind() {
    return name(attribute("changedByType"));
  }

  /** Its application id, where Azure does not know the client by name. */
  String client() {
    return guid(attribute("clientType"));
  }

  String clientType() {
    return client().isEmpty() ? name(attribute("clientType")) : "";
  }

  /** Why no principal is told. */
  String doubt() {
    String by = attribute("changedBy");
    if (by.contains("@")) {
      return "it was a person, of whom no event has told the object id";
    }
    return by.equalsIgnoreCase("System")
        ? "Azure has changed it in the background"
        : "Resource Graph does not tell";
  }

  /** Of a change of the cluster's list of pools, in which they have no names. */
  String doubtOf(List<Owned> owned) {
    return owned.stream().anyMatch(each -> each.resource().equals(resource))
        ? ""
        : "it was a change of one of the cluster's pools: which one is not shown";
  }

  private String attribute(String name) {
    return attributes.string(name).orElse("");
  }

  private static String guid(String text) {
    return GUID.matcher(text).matches() ? text : "";
  }

  private static String name(String text) {
    return NO_NAMES.contains(text.toLowerCase(Locale.ROOT)) || text.contains("@") ? "" : text;
  }
}
