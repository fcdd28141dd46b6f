package io.aksguard.remediation.trial;

import io.aksguard.cluster.ArmId;
import io.aksguard.config.GuardConfig;
import io.aksguard.control.CaseFile;
import io.aksguard.control.CaseFile.Given;
import io.aksguard.control.Cases;
import io.aksguard.control.Catalogue;
import io.aksguard.control.Control;
import io.aksguard.control.Remedy;
import io.aksguard.evidence.Evidence;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonValue;
import io.aksguard.finding.Auditor;
import io.aksguard.finding.State;
import io.aksguard.remediation.Change;
import io.aksguard.remediation.Changes;
import io.aksguard.remediation.Planner;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A world in which a control fails and its remedy has something to do: one of the control's cases,
 * with what Azure cannot be without, a maintenance window that is open, and members that nobody
 * knows.
 */
record Scene(Catalogue catalogue, Control control, CaseFile each) {
  private static final Pattern GROUP =
      Pattern.compile("(?i)^/subscriptions/[^/]+/resourceGroups/[^/]+");
  private static final String WINDOWS = "/maintenanceConfigurations/";

  /** What a case says was not read: a tenant has none of that. */
  private static final Pattern UNREAD = Pattern.compile("(?m)^  (missing|partial):");

  /** All cases of a control that its remedy mends in full. */
  static List<Scene> of(Catalogue catalogue, Control control, Cases cases) {
    return cases.of(control.id()).stream()
        .filter(each -> !UNREAD.matcher(each.source()).find())
        .map(each -> new Scene(catalogue, control, each))
        .filter(Scene::isMended)
        .sorted(Comparator.comparing(scene -> !scene.name().startsWith("fail")))
        .toList();
  }

  private boolean isMended() {
    Changes changes = changes();
    return !changes.changes().isEmpty()
        && changes.fixes().stream().allMatch(fix -> fix.hold().isNone());
  }

  /** What the remedy writes. */
  List<ArmId> written() {
    return changes().changes().stream().map(Change::resource).toList();
  }

  /** Of all that its writes name. */
  Set<String> subscriptions() {
    Set<String> ids = new LinkedHashSet<>();
    changes().changes().stream()
        .flatMap(change -> change.permissions().stream())
        .flatMap(needed -> needed.scope().subscription().stream())
        .forEach(ids::add);
    return ids;
  }

  private Changes changes() {
    Evidence evidence = each.evidence(each.given());
    GuardConfig config = new GuardConfig(each.parameters(catalogue), List.of());
    List<State> states =
        new Auditor(catalogue, List.of(control), config, each.at())
            .audit(evidence).stream().map(State::of).toList();
    return new Planner(catalogue, config, each.at())
        .atAnyTime()
        .changes(evidence.resource(), states, evidence, Set.of(control.id()));
  }

  /** The case's name. */
  String name() {
    return each.kind();
  }

  Remedy remedy() {
    return control.definition().remedy();
  }

  /** All resources of the world, the cluster first. */
  List<JsonObject> resources() {
    Given given = Planted.in(each.given());
    List<JsonObject> all = new ArrayList<>(List.of(counted(given.cluster())));
    given.resources().forEach(resource -> all.add(counted(resource)));
    if (isDisruptive()) {
      String cluster = given.cluster().string("id").orElseThrow();
      all.add(window(cluster + WINDOWS + "aksManagedAutoUpgradeSchedule"));
      all.add(window(cluster + WINDOWS + "aksManagedNodeOSUpgradeSchedule"));
    }
    Set<String> groups = new LinkedHashSet<>();
    for (JsonObject resource : all) {
      GROUP.matcher(resource.string("id").orElse("")).results().forEach(m -> groups.add(m.group()));
    }
    all.stream().flatMap(each -> each.string("id").stream()).forEach(groups::remove);
    groups.forEach(
        id -> all.add(body(Map.of("id", id, "location", "westeurope", "properties", Map.of()))));
    return all;
  }

  private boolean isDisruptive() {
    return remedy().impact().equals("reimages-nodes") || remedy().also().contains("reimages-nodes");
  }

  /** The pool, or the cluster with its pools, with as many nodes as AKS always tells. */
  private static JsonObject counted(JsonObject resource) {
    Optional<JsonObject> properties = resource.object("properties");
    if (properties.isEmpty()) {
      return resource;
    }
    if (resource.string("id").orElse("").matches("(?i).*/agentPools/[^/]+")) {
      return resource.with("properties", withCount(properties.get()));
    }
    Optional<JsonArray> pools = properties.get().array("agentPoolProfiles");
    return pools.isEmpty()
        ? resource
        : resource.with(
            "properties",
            properties
                .get()
                .with(
                    "agentPoolProfiles",
                    JsonArray.of(pools.get().objects().stream().map(Scene::withCount).toList())));
  }

  private static JsonObject withCount(JsonObject pool) {
    return pool.raw("count") == null ? pool.with("count", 3L) : pool;
  }

  /** Open on all of the day that it is. */
  private JsonObject window(String id) {
    String day =
        each.at()
            .atOffset(ZoneOffset.UTC)
            .getDayOfWeek()
            .getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    Map<String, Object> schedule = Map.of("weekly", Map.of("dayOfWeek", day, "intervalWeeks", 1L));
    return body(
        Map.of(
            "id",
            id,
            "properties",
            Map.of(
                "maintenanceWindow",
                Map.of("schedule", schedule, "startTime", "00:00", "durationHours", 24L))));
  }

  private static JsonObject body(Map<String, Object> plain) {
    return (JsonObject) JsonValue.of(plain);
  }
}
