package io.aksguard.evidence.kubernetes;

import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What opens a workload to callers outside of the network: Services of type LoadBalancer, Ingresses
 * and routes. One that has private addresses alone, or says that it is internal, opens nothing; one
 * that shows no address yet is taken as open. A NodePort is not counted: nodes of AKS have private
 * addresses unless a pool says otherwise, which a control of its own looks at.
 */
final class Exposure {
  private static final String INTERNAL_SERVICE =
      "service.beta.kubernetes.io/azure-load-balancer-internal";
  private static final String INTERNAL_INGRESS = "appgw.ingress.kubernetes.io/use-private-ip";

  /** RFC 1918, RFC 6598 and unique local addresses (RFC 4193). */
  private static final Pattern PRIVATE =
      Pattern.compile(
          "(10|192\\.168|172\\.(1[6-9]|2[0-9]|3[01])|100\\.(6[4-9]|[7-9][0-9]|1[01][0-9]|12[0-7]))"
              + "\\..*|[fF][cCdD].*:.*");

  /** What opens a Service, by {@code namespace/name}. */
  private final Map<String, Set<String>> openings = new HashMap<>();

  private final Map<String, JsonObject> gateways = new HashMap<>();

  private final Optional<Gap> rest;

  private Exposure(JsonObject section) {
    objects(section, "gateways").forEach(each -> gateways.put(key(each, each), each));
    objects(section, "services").forEach(this::service);
    objects(section, "ingresses").forEach(this::ingress);
    objects(section, "routes").forEach(this::route);
    this.rest =
        Stream.of("services", "ingresses", "routes")
            .flatMap(list -> section.array(list).stream())
            .flatMap(list -> list.rest().stream())
            .findFirst();
  }

  /**
   * The section with {@code exposedBy} in each workload: {@code [Service shop/web, Ingress
   * shop/web]}.
   *
   * @param section with {@code services}, the names of those that select it, in each workload
   */
  static JsonObject added(JsonObject section) {
    Exposure exposure = new Exposure(section);
    JsonArray workloads = section.array("workloads").orElse(JsonArray.empty());
    List<Object> all = new ArrayList<>();
    workloads.objects().forEach(workload -> all.add(exposure.workload(workload)));
    workloads.rest().ifPresent(all::add);
    return section.with("workloads", JsonArray.of(all));
  }

  private JsonObject workload(JsonObject workload) {
    String namespace = workload.string("namespace").orElse("");
    Set<Object> open = new LinkedHashSet<>();
    JsonArray services = workload.array("services").orElse(JsonArray.empty());
    services
        .known()
        .forEach(name -> open.addAll(openings.getOrDefault(namespace + "/" + name, Set.of())));
    services.rest().or(() -> rest).ifPresent(open::add);
    return workload.with("exposedBy", JsonArray.of(open));
  }

  private void service(JsonObject service) {
    JsonObject spec = part(service, "spec");
    if (spec.string("type").orElse("").equals("LoadBalancer")
        && !isTrue(service, INTERNAL_SERVICE)
        && !isPrivate(addresses(service))) {
      open(key(service, service), service);
    }
  }

  private void ingress(JsonObject ingress) {
    if (isTrue(ingress, INTERNAL_INGRESS) || isPrivate(addresses(ingress))) {
      return;
    }
    JsonObject spec = part(ingress, "spec");
    Stream.concat(
            Stream.of(part(spec, "defaultBackend"), part(spec, "backend")),
            objects(spec, "rules").stream()
                .flatMap(rule -> objects(part(rule, "http"), "paths").stream())
                .map(path -> part(path, "backend")))
        .flatMap(
            backend ->
                Stream.concat(
                    part(backend, "service").string("name").stream(),
                    backend.string("serviceName").stream()))
        .forEach(name -> open(ingress.string("namespace").orElse("") + "/" + name, ingress));
  }

  private void route(JsonObject route) {
    JsonObject spec = part(route, "spec");
    List<JsonObject> parents = objects(spec, "parentRefs");
    if (!parents.isEmpty() && parents.stream().allMatch(parent -> isInternal(parent, route))) {
      return;
    }
    objects(spec, "rules").stream()
        .flatMap(rule -> objects(rule, "backendRefs").stream())
        .forEach(backend -> open(key(backend, route), route));
  }

  private boolean isInternal(JsonObject parent, JsonObject route) {
    JsonObject gateway = gateways.getOrDefault(key(parent, route), JsonObject.of(Map.of()));
    return isPrivate(
        objects(part(gateway, "status"), "addresses").stream()
            .map(address -> address.string("value").orElse(""))
            .toList());
  }

  private void open(String service, JsonObject by) {
    String name = by.string("kind").orElse("") + " " + key(by, by);
    openings.computeIfAbsent(service, each -> new LinkedHashSet<>()).add(name);
  }

  /** A reference without a namespace is to the namespace of what refers. */
  private static String key(JsonObject reference, JsonObject from) {
    String namespace = reference.string("namespace").or(() -> from.string("namespace")).orElse("");
    return namespace + "/" + reference.string("name").orElse("");
  }

  private static List<String> addresses(JsonObject object) {
    return objects(part(part(object, "status"), "loadBalancer"), "ingress").stream()
        .map(each -> each.string("ip").orElse(""))
        .toList();
  }

  private static boolean isPrivate(List<String> addresses) {
    return !addresses.isEmpty()
        && addresses.stream().allMatch(address -> PRIVATE.matcher(address).matches());
  }

  private static boolean isTrue(JsonObject object, String annotation) {
    return part(object, "annotations").entries().stream()
        .anyMatch(each -> each.getKey().equals(annotation) && "true".equals(each.getValue()));
  }

  private static JsonObject part(JsonObject object, String member) {
    return object.object(member).orElse(JsonObject.of(Map.of()));
  }

  private static List<JsonObject> objects(JsonObject object, String list) {
    return object.array(list).map(JsonArray::objects).orElse(List.of());
  }
}
