package io.aksguard.evidence.kubernetes;

import io.aksguard.evidence.Gap;
import io.aksguard.evidence.GapException;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What points to something, and where it points to nothing: selectors of Services, backends of
 * Ingresses and of Gateway API routes, and workloads whose own selector passes their template by.
 */
final class References {
  private final List<Object> all = new ArrayList<>();
  private final Set<String> services = new HashSet<>();
  private final Names<String> twins;
  private final Optional<Gap> hidden;

  /**
   * @param services as {@link ServiceLinks} gives them
   */
  References(JsonArray services) {
    this.twins = new Names<>(services.rest());
    this.hidden = services.rest();
    for (JsonObject service : services.objects()) {
      this.services.add(key(service, service.string("name").orElse("")));
      twin(service).ifPresent(key -> twins.add(key, service.string("name").orElse("")));
    }
    services.objects().forEach(this::addService);
    services.rest().ifPresent(all::add);
  }

  /** Same selector in the same namespace; a headless Service may stand beside an ordinary one. */
  private static Optional<String> twin(JsonObject service) {
    try {
      Selector selector = ServiceLinks.selector(service);
      boolean headless =
          service.object("spec").map(s -> "None".equals(s.raw("clusterIP"))).orElse(false);
      return selector.selectsNone()
          ? Optional.empty()
          : Optional.of(key(service, headless + " " + selector.sorted()));
    } catch (GapException e) {
      return Optional.empty();
    }
  }

  private void addService(JsonObject service) {
    Object selects = service.raw("selects");
    if (selects == null) {
      return;
    }
    List<Object> dangling = new ArrayList<>();
    if (selects instanceof Gap gap) {
      dangling.add(gap);
    } else if (selects.equals(0L)) {
      dangling.add("spec.selector selects no workload");
    }
    List<Object> others =
        new ArrayList<>(twin(service).map(twins::of).orElse(JsonArray.empty()).known());
    others.remove(service.string("name").orElse(""));
    twin(service).map(twins::of).flatMap(JsonArray::rest).ifPresent(others::add);
    add(service, dangling, JsonArray.of(others));
  }

  /** Adds Ingresses. */
  void addIngresses(JsonArray ingresses) {
    for (JsonObject ingress : ingresses.objects()) {
      add(ingress, () -> ingressBackends(ingress));
    }
    ingresses.rest().ifPresent(all::add);
  }

  /** Adds routes of the Gateway API. */
  void addRoutes(JsonArray routes) {
    for (JsonObject route : routes.objects()) {
      add(route, () -> routeBackends(route));
    }
    routes.rest().ifPresent(all::add);
  }

  /** Adds the workloads whose selector does not select their own pods: the API refuses them. */
  void addWorkloads(JsonArray workloads) {
    for (JsonObject workload : workloads.objects()) {
      OwnSelector.mismatch(workload).ifPresent(text -> add(workload, () -> List.of(text)));
    }
  }

  /** Each with {@code dangling} and {@code twins}. */
  JsonArray all() {
    return JsonArray.of(all);
  }

  private interface Backends {
    List<Object> dangling();
  }

  private void add(JsonObject object, Backends backends) {
    List<Object> dangling;
    try {
      dangling = backends.dangling();
    } catch (GapException e) {
      dangling = List.of(e.gap());
    }
    add(object, dangling, JsonArray.empty());
  }

  private void add(JsonObject object, List<Object> dangling, JsonArray others) {
    JsonObject.Builder reference = new JsonObject.Builder(object.line());
    for (String member : List.of("apiVersion", "kind", "namespace", "name")) {
      reference.put(member, object.raw(member));
    }
    all.add(reference.put("dangling", JsonArray.of(dangling)).put("twins", others).build());
  }

  private List<Object> ingressBackends(JsonObject ingress) {
    List<Object> dangling = new ArrayList<>();
    JsonObject spec = Field.object(ingress.raw("spec"), "spec");
    Field.object(spec, "defaultBackend")
        .or(() -> Field.object(spec, "backend"))
        .ifPresent(b -> ingressBackend(ingress, b, "spec.defaultBackend", dangling));
    List<JsonObject> rules = Field.objects(spec, "rules");
    for (int i = 0; i < rules.size(); i++) {
      Optional<JsonObject> http = Field.object(rules.get(i), "http");
      List<JsonObject> paths = http.map(h -> Field.objects(h, "paths")).orElse(List.of());
      for (int j = 0; j < paths.size(); j++) {
        String at = "spec.rules[" + i + "].http.paths[" + j + "].backend";
        Field.object(paths.get(j), "backend")
            .ifPresent(backend -> ingressBackend(ingress, backend, at, dangling));
      }
    }
    return dangling;
  }

  /** Before networking.k8s.io/v1 the name stood in {@code serviceName}. */
  private void ingressBackend(
      JsonObject ingress, JsonObject backend, String path, List<Object> dangling) {
    Field.object(backend, "service")
        .flatMap(service -> service.string("name"))
        .or(() -> backend.string("serviceName"))
        .ifPresent(name -> check(key(ingress, name), name, path, dangling));
  }

  private List<Object> routeBackends(JsonObject route) {
    List<Object> dangling = new ArrayList<>();
    JsonObject spec = Field.object(route.raw("spec"), "spec");
    List<JsonObject> rules = Field.objects(spec, "rules");
    for (int i = 0; i < rules.size(); i++) {
      List<JsonObject> backends = Field.objects(rules.get(i), "backendRefs");
      for (int j = 0; j < backends.size(); j++) {
        JsonObject backend = backends.get(j);
        String name = backend.string("name").orElse("");
        if (backend.string("kind").orElse("Service").equals("Service")
            && backend.string("group").orElse("").isEmpty()) {
          String key =
              backend.string("namespace").map(n -> n + '/' + name).orElse(key(route, name));
          check(key, name, "spec.rules[" + i + "].backendRefs[" + j + "]", dangling);
        }
      }
    }
    return dangling;
  }

  private void check(String key, String name, String path, List<Object> dangling) {
    if (!services.contains(key)) {
      dangling.add(
          hidden.isPresent()
              ? hidden.get()
              : path + " names Service " + name + ", which is not there");
    }
  }

  private static String key(JsonObject object, String name) {
    return object.string("namespace").orElse("") + '/' + name;
  }
}
