package io.aksguard.evidence.kubernetes;

import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The namespaces of a cluster, also those that only the objects in them tell of. */
final class Namespaces {
  private static final List<String> LISTS =
      List.of(
          Kind.WORKLOADS,
          "serviceAccounts",
          "services",
          "configMaps",
          "secrets",
          "claims",
          "quotas",
          "limitRanges",
          "networkPolicies",
          "ingresses",
          "gateways",
          "routes",
          "budgets",
          "roles",
          "bindings");

  private final ClusterObjects objects;
  private final Extent extent;
  private final Map<String, List<JsonObject>> quotas;
  private final Map<String, List<JsonObject>> limits;

  Namespaces(ClusterObjects objects, Extent extent) {
    this.objects = objects;
    this.extent = extent;
    this.quotas = byNamespace("quotas");
    this.limits = byNamespace("limitRanges");
  }

  List<JsonObject> bodies() {
    List<JsonObject> bodies = new ArrayList<>();
    Set<String> known = new LinkedHashSet<>();
    for (ClusterObject namespace : objects.all("namespaces")) {
      known.add(namespace.name());
      bodies.add(joined(namespace.body(), namespace.name(), true));
    }
    named()
        .filter(name -> !name.isEmpty() && !known.contains(name))
        .distinct()
        .forEach(name -> bodies.add(joined(unknown(name), name, false)));
    return bodies;
  }

  private Stream<String> named() {
    return Stream.of(
            LISTS.stream()
                .flatMap(list -> objects.all(list).stream())
                .map(ClusterObject::namespace),
            objects.revisions().values().stream().map(Revision::namespace),
            objects.pods().stream().map(PodRecord::namespace))
        .flatMap(Function.identity());
  }

  private static JsonObject unknown(String name) {
    Gap gap = new Gap("Namespace " + name + " itself was not in the input");
    return new JsonObject.Builder(0)
        .put("apiVersion", "v1")
        .put("kind", "Namespace")
        .put("name", name)
        .put("labels", gap)
        .put("annotations", gap)
        .build();
  }

  private JsonObject joined(JsonObject namespace, String name, boolean known) {
    return namespace
        .with("system", SystemNamespaces.contain(name))
        .with("known", known)
        .with("quotas", extent.list(quotas.getOrDefault(name, List.of()), "ResourceQuotas"))
        .with("limitRanges", extent.list(limits.getOrDefault(name, List.of()), "LimitRanges"));
  }

  private Map<String, List<JsonObject>> byNamespace(String list) {
    return objects.all(list).stream()
        .collect(
            Collectors.groupingBy(
                ClusterObject::namespace,
                Collectors.mapping(ClusterObject::body, Collectors.toList())));
  }
}
