package io.aksguard.bench;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A generated dump of one cluster, as {@code kubectl get --output json} prints it: one list in
 * which pods come before what controls them. Fifty pods a namespace, of workloads with one to six
 * each.
 *
 * @param seed the same seed gives the same bytes
 */
public record Dump(int pods, long seed) {
  static final int IN_NAMESPACE = 50;

  private static final String MANIFEST =
      """
      {"schema": "aks-guard/snapshot/v1", "observedAt": "2026-11-20T06:00:00Z", "complete": ["kubernetes"]}
      """;
  private static final List<String> SPECS =
      List.of("web", "java", "worker", "web", "java", "agent");

  /** What somebody has deployed: its pods run the same spec. */
  private record Workload(String kind, String namespace, String name, int replicas, String spec) {
    String hash() {
      return "%09x".formatted((namespace + name).hashCode() & 0x7fffffffL);
    }

    /** A Deployment's pods are controlled by its ReplicaSet. */
    String owner() {
      return kind.equals("Deployment") ? name + "-" + hash() : name;
    }

    String template() {
      return "{\"metadata\": {\"labels\": %s}, \"spec\": %s}".formatted(labels(), spec);
    }

    String labels() {
      return "{\"app\": \"%s\", \"app.kubernetes.io/part-of\": \"%s\"}".formatted(name, namespace);
    }
  }

  public void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("snapshot.json"), MANIFEST);
    try (Items items = new Items(folder.resolve("objects.json"))) {
      for (int i = 0; i < namespaces(); i++) {
        items.add("v1", "Namespace", name(i), "", namespaceLabels(i), "");
      }
      for (int i = 0; i < namespaces(); i++) {
        for (Workload workload : workloads(i)) {
          pods(workload, items);
        }
      }
      for (int i = 0; i < namespaces(); i++) {
        items.add("v1", "ServiceAccount", "default", name(i), "{}", "");
        items.add(
            "v1",
            "Service",
            "web",
            name(i),
            "{}",
            "\"spec\": {\"selector\": {\"app\": \"app-0\"}}");
        if (i % 3 != 0) {
          items.add(
              "networking.k8s.io/v1",
              "NetworkPolicy",
              "default-deny",
              name(i),
              "{}",
              "\"spec\": {\"podSelector\": {}, \"policyTypes\": [\"Ingress\"]}");
        }
      }
      for (int i = 0; i < namespaces(); i++) {
        for (Workload workload : workloads(i)) {
          controllers(workload, items);
        }
      }
    }
  }

  private int namespaces() {
    return pods / IN_NAMESPACE;
  }

  private static String name(int namespace) {
    return "team-%04d".formatted(namespace);
  }

  private static String namespaceLabels(int namespace) {
    String level = List.of("privileged", "baseline", "restricted").get(namespace % 3);
    return "{\"kubernetes.io/metadata.name\": \"%s\", \"pod-security.kubernetes.io/enforce\": \"%s\"}"
        .formatted(name(namespace), level);
  }

  private List<Workload> workloads(int namespace) {
    Site site = new Site(seed, namespace);
    List<Workload> all = new ArrayList<>();
    for (int left = IN_NAMESPACE; left > 0; ) {
      int replicas = Math.min(left, 1 + site.below(6));
      String kind =
          List.of("Deployment", "Deployment", "StatefulSet", "DaemonSet").get(site.below(4));
      String spec = "kubernetes/" + SPECS.get(site.below(SPECS.size())) + ".json";
      String name = "app-" + all.size();
      all.add(
          new Workload(
              kind,
              name(namespace),
              name,
              replicas,
              Template.file(spec, site).replace("$name", name)));
      left -= replicas;
    }
    return all;
  }

  private static void pods(Workload workload, Items items) throws IOException {
    String kind = workload.kind().equals("Deployment") ? "ReplicaSet" : workload.kind();
    for (int i = 0; i < workload.replicas(); i++) {
      String rest =
          """
          "ownerReferences": [{"apiVersion": "apps/v1", "kind": "%s", "name": "%s", "controller": true, "blockOwnerDeletion": true}]}, \
          "spec": {"nodeName": "aks-apps-10000000-vmss%06x", %s, \
          "status": {"phase": "Running", "podIP": "10.1.2.3", "conditions": [{"type": "Ready", "status": "True"}, {"type": "PodScheduled", "status": "True"}], \
          "containerStatuses": [{"name": "web", "ready": true, "restartCount": 0, "imageID": "registry.contoso.com/shop/web@sha256:%064x"}]}"""
              .formatted(
                  kind,
                  workload.owner(),
                  i * 7,
                  workload.spec().substring(1),
                  workload.hash().hashCode() & 0xffffffL);
      items.add(
          "v1",
          "Pod",
          workload.owner() + "-" + i,
          workload.namespace(),
          workload.labels().replace("{", "{\"pod-template-hash\": \"" + workload.hash() + "\", "),
          rest);
    }
  }

  private static void controllers(Workload workload, Items items) throws IOException {
    String spec =
        "\"spec\": {\"replicas\": %d, \"template\": %s}"
            .formatted(workload.replicas(), workload.template());
    items.add(
        "apps/v1", workload.kind(), workload.name(), workload.namespace(), workload.labels(), spec);
    if (workload.kind().equals("Deployment")) {
      items.add(
          "apps/v1",
          "ReplicaSet",
          workload.owner(),
          workload.namespace(),
          workload.labels(),
          """
          "ownerReferences": [{"apiVersion": "apps/v1", "kind": "Deployment", "name": "%s", "controller": true}]}, """
                  .formatted(workload.name())
              + spec);
    }
  }

  /** The list, written item by item. */
  private static final class Items implements AutoCloseable {
    private final Writer out;
    private int count;

    private Items(Path file) throws IOException {
      out = Files.newBufferedWriter(file);
      out.write("{\n\"apiVersion\": \"v1\",\n\"items\": [\n");
    }

    /**
     * @param rest members after the metadata; where it begins with one of the metadata it closes it
     */
    void add(
        String apiVersion, String kind, String name, String namespace, String labels, String rest)
        throws IOException {
      out.write(count++ == 0 ? "" : ",\n");
      out.write(
          """
          {"apiVersion": "%s", "kind": "%s", "metadata": {"name": "%s", %s"uid": "%08x-0000-4000-8000-000000000000", "resourceVersion": "%d", \
          "creationTimestamp": "2026-10-01T08:00:00Z", "labels": %s"""
              .formatted(
                  apiVersion,
                  kind,
                  name,
                  namespace.isEmpty() ? "" : "\"namespace\": \"" + namespace + "\", ",
                  count,
                  count,
                  labels));
      boolean inMetadata = rest.startsWith("\"ownerReferences\"");
      out.write(inMetadata ? ", " : rest.isEmpty() ? "}" : "}, ");
      out.write(rest);
      out.write("}");
    }

    @Override
    public void close() throws IOException {
      out.write("\n],\n\"kind\": \"List\", \"metadata\": {\"resourceVersion\": \"\"}\n}\n");
      out.close();
    }
  }
}
