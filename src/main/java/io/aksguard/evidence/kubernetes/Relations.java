package io.aksguard.evidence.kubernetes;

import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the objects of a cluster have to do with each other, added to them as members:
 * src/docs/evidence.md lists these. Time and memory grow with the objects and with what is
 * selected, not with their product.
 */
final class Relations {
  /** Lists that hold no objects of the API, or objects that make up workloads. */
  private static final Set<String> NO_OBJECTS =
      Set.of("pods", "grants", "references", "apiVersions", "entrances");

  private final JsonObject section;
  private final List<JsonObject> unlisted;

  private Relations(JsonObject section, List<JsonObject> unlisted) {
    this.section = section;
    this.unlisted = unlisted;
  }

  /**
   * The section with these members; what could not be read is a gap in them, too.
   *
   * @param unlisted objects that stand in none of its lists
   */
  static JsonObject added(JsonObject section, List<JsonObject> unlisted) {
    return new Relations(section, unlisted).added();
  }

  private JsonObject added() {
    JsonArray namespaces = list("namespaces");
    JsonArray workloads = list("workloads");
    Population population = new Population(namespaces, workloads);
    Optional<Gap> hidden = workloads.rest();
    PolicyCoverage coverage =
        new PolicyCoverage(population, list("networkPolicies"), hidden.or(namespaces::rest));
    ServiceLinks links = new ServiceLinks(population, list("services"), list("budgets"), hidden);
    References references = new References(links.services());
    references.addIngresses(list("ingresses"));
    references.addRoutes(list("routes"));
    references.addWorkloads(workloads);
    Map<String, Object> members = new HashMap<>();
    members.put("namespaces", namespaces(namespaces, coverage));
    members.put(
        "workloads",
        workloads(namespaces, workloads, coverage, links, new Replicas(list("autoscalers"))));
    members.put("networkPolicies", coverage.policies());
    members.put("services", links.services());
    members.put("references", references.all());
    TlsSecrets secrets = new TlsSecrets(list("secrets"));
    members.put(
        "entrances",
        new Entrances(list("ingresses"), list("gateways"), list("routes"), secrets).all());
    JsonObject joined = section.with(members);
    return joined.with("objects", objects(joined));
  }

  private JsonArray list(String name) {
    return section.raw(name) instanceof Gap gap
        ? JsonArray.partly(List.of(), gap)
        : section.array(name).orElse(JsonArray.empty());
  }

  private static JsonArray namespaces(JsonArray namespaces, PolicyCoverage coverage) {
    List<Object> joined = new ArrayList<>();
    for (JsonObject namespace : namespaces.objects()) {
      joined.add(namespace.with(coverage.ofNamespace(namespace.string("name").orElse(""))));
    }
    namespaces.rest().ifPresent(joined::add);
    return JsonArray.of(joined);
  }

  private static JsonArray workloads(
      JsonArray namespaces,
      JsonArray workloads,
      PolicyCoverage coverage,
      ServiceLinks links,
      Replicas replicas) {
    Map<String, JsonObject> byName = new HashMap<>();
    Map<String, JsonObject> defaults = new HashMap<>();
    for (JsonObject namespace : namespaces.objects()) {
      String name = namespace.string("name").orElse("");
      byName.put(name, namespace);
      defaults.put(
          name, ContainerDefaults.of(namespace.array("limitRanges").orElse(JsonArray.empty())));
    }
    List<Object> joined = new ArrayList<>();
    for (JsonObject workload : workloads.objects()) {
      int index = joined.size();
      String name = workload.string("namespace").orElse("");
      Map<String, Object> members = new HashMap<>(coverage.ofWorkload(index));
      members.putAll(links.ofWorkload(index));
      replicas.least(workload).ifPresent(least -> members.put("leastReplicas", least));
      JsonObject namespace = byName.get(name);
      if (namespace != null) {
        Object labels = namespace.raw("labels");
        members.put("namespaceLabels", labels == null ? JsonObject.of(Map.of()) : labels);
        members.put("defaults", defaults.get(name));
      }
      joined.add(workload.with(members));
    }
    workloads.rest().ifPresent(joined::add);
    return JsonArray.of(joined);
  }

  /** All objects of all lists once, as they stand there. */
  private JsonArray objects(JsonObject section) {
    List<Object> all = new ArrayList<>(unlisted);
    for (Map.Entry<String, Object> member : section.entries()) {
      if (member.getValue() instanceof JsonArray list && !NO_OBJECTS.contains(member.getKey())) {
        list.objects().stream().filter(o -> o.string("kind").isPresent()).forEach(all::add);
        list.rest().ifPresent(all::add);
      }
    }
    return JsonArray.of(all);
  }
}
