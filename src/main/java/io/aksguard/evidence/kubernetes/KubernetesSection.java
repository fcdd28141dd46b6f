package io.aksguard.evidence.kubernetes;

import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Puts section {@code kubernetes} together. */
final class KubernetesSection {
  /** Lists that are shown as they are, with what they are called in sentences. */
  private static final Map<String, String> PLAIN = plain();

  private final ClusterObjects objects;
  private final Extent extent;
  private final String apiServer;
  private final Map<String, JsonObject> serviceAccounts = new LinkedHashMap<>();

  /**
   * @param apiServer its version; "" where it is not known
   */
  KubernetesSection(ClusterObjects objects, Extent extent, String apiServer) {
    this.objects = objects;
    this.extent = extent;
    this.apiServer = apiServer;
    objects
        .all("serviceAccounts")
        .forEach(account -> serviceAccounts.put(account.key(), account.body()));
  }

  private static Map<String, String> plain() {
    Map<String, String> plain = new LinkedHashMap<>();
    plain.put("services", "Services");
    plain.put("ingresses", "Ingresses");
    plain.put("gateways", "Gateways");
    plain.put("routes", "routes");
    plain.put("ingressClasses", "IngressClasses");
    plain.put("wafPolicies", "WebApplicationFirewallPolicies");
    plain.put("peerAuthentications", "PeerAuthentications");
    plain.put("autoscalers", "HorizontalPodAutoscalers");
    plain.put("budgets", "PodDisruptionBudgets");
    plain.put("volumes", "PersistentVolumes");
    plain.put("claims", "PersistentVolumeClaims");
    plain.put("storageClasses", "StorageClasses");
    plain.put("admissionPolicies", "admission policies");
    plain.put("signingRequests", "CertificateSigningRequests");
    plain.put("secrets", "Secrets");
    plain.put("configMaps", "ConfigMaps");
    plain.put("reports", "reports of Trivy");
    plain.put("backups", "backup resources");
    plain.put("constraints", "Gatekeeper constraints");
    plain.put("policies", "Kyverno policies");
    plain.put("others", "other objects");
    return plain;
  }

  JsonObject body() {
    Workloads owners = new Workloads(objects);
    List<JsonObject> pods = owners.pods();
    List<JsonObject> workloads = owners.bodies();
    Access access = new Access(objects.bodies("roles"), objects.bodies("bindings"), extent);
    Accounts accounts = new Accounts(serviceAccounts.values(), workloads, access, extent);
    List<JsonObject> namespaces = new Namespaces(objects, extent).bodies();
    PodSecurityLabels labels = new PodSecurityLabels(namespaces, apiServer);
    JsonObject.Builder section = new JsonObject.Builder(0);
    section.put(
        "namespaces", extent.list(namespaces.stream().map(labels::joined).toList(), "Namespaces"));
    section.put(
        "workloads",
        extent.list(
            workloads.stream()
                .map(this::withServiceAccount)
                .map(access::workload)
                .map(labels::joined)
                .toList(),
            "workloads"));
    section.put("pods", extent.list(pods, "Pods"));
    section.put("grants", extent.list(access.grants(), "role bindings"));
    section.put("roles", extent.list(access.roles(), "Roles and ClusterRoles"));
    section.put("serviceAccounts", extent.list(accounts.bodies(), "ServiceAccounts"));
    section.put(
        "networkPolicies", extent.list(objects.bodies("networkPolicies"), "network policies"));
    section.put("apiVersions", extent.list(ApiVersions.of(objects), "objects"));
    section.put("webhooks", extent.list(webhooks(), "admission webhooks"));
    section.put("nodes", extent.list(Nodes.bodies(objects), "Nodes"));
    PLAIN.forEach((list, plural) -> section.put(list, extent.list(objects.bodies(list), plural)));
    return Exposure.added(Relations.added(section.build(), unlisted()));
  }

  /** Objects that the section shows only in other ones. */
  private List<JsonObject> unlisted() {
    return Stream.of("bindings", "quotas", "limitRanges")
        .flatMap(list -> objects.bodies(list).stream())
        .toList();
  }

  private JsonObject withServiceAccount(JsonObject workload) {
    String name = serviceAccountName(workload);
    String namespace = workload.string("namespace").orElse("");
    JsonObject found = serviceAccounts.get(ClusterObject.key("ServiceAccount", namespace, name));
    Object account =
        found == null
            ? new Gap("ServiceAccount " + namespace + "/" + name + " was not in the input")
            : found;
    return workload.with("serviceAccount", account);
  }

  /** The account that a workload's pods run under; without a word it is the namespace's own. */
  static String serviceAccountName(JsonObject workload) {
    JsonObject spec =
        workload
            .object("template")
            .flatMap(template -> template.object("spec"))
            .orElse(JsonObject.of(Map.of()));
    return spec.string("serviceAccountName")
        .or(() -> spec.string("serviceAccount"))
        .filter(name -> !name.isEmpty())
        .orElse("default");
  }

  /** One element for each webhook of a configuration. */
  private List<Object> webhooks() {
    List<Object> all = new ArrayList<>();
    for (ClusterObject configuration : objects.all("webhooks")) {
      JsonObject body = configuration.body();
      Object webhooks = body.raw("webhooks");
      if (webhooks instanceof JsonArray array) {
        array.objects().forEach(webhook -> all.add(webhook(body, webhook)));
        array.rest().ifPresent(all::add);
      } else if (webhooks != null) {
        all.add(webhooks instanceof Gap gap ? gap : new Gap("webhooks: expected a list"));
      }
    }
    return all;
  }

  private static JsonObject webhook(JsonObject configuration, JsonObject webhook) {
    JsonObject.Builder joined = new JsonObject.Builder(webhook.line());
    webhook.entries().forEach(member -> joined.put(member.getKey(), member.getValue()));
    joined.put("configuration", configuration.raw("name"));
    for (String head : List.of("apiVersion", "kind", "labels", "annotations")) {
      joined.put(head, configuration.raw(head));
    }
    return joined.build().rootedAt(configuration.origin());
  }
}
