package io.aksguard.evidence.kubernetes;

import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Nodes with what their kubelets answer at /configz ({@code configz}) and with what only their
 * disks and process lists tell ({@code facts}). The API server has neither as an object:
 * src/docs/nodes.md says how to export them.
 */
final class Nodes {
  /** Members of a kubelet's configuration that controls read; others may hold tokens. */
  static final Set<String> KUBELET =
      Set.of(
          "authentication",
          "authorization",
          "eventRecordQPS",
          "makeIPTablesUtilChains",
          "podPidsLimit",
          "protectKernelDefaults",
          "readOnlyPort",
          "rotateCertificates",
          "serverTLSBootstrap",
          "streamingConnectionIdleTimeout",
          "tlsCertFile",
          "tlsCipherSuites",
          "tlsMinVersion",
          "tlsPrivateKeyFile");

  private static final List<String> FILE = List.of("path", "mode", "owner");

  private Nodes() {}

  /** All nodes; one that only its kubelet speaks of has gaps for what the Node would tell. */
  static List<JsonObject> bodies(ClusterObjects objects) {
    Map<String, JsonObject> nodes = new LinkedHashMap<>();
    objects.bodies(Kind.NODES).forEach(node -> nodes.put(name(node), node));
    for (JsonObject kubelet : objects.bodies(Kind.KUBELETS)) {
      Object config = kubelet.raw("kubeletconfig");
      Object known = config == null ? new Gap("kubeletconfig is absent") : config;
      add(nodes, kubelet, "configz", JsonObject.of(Map.of("kubeletconfig", known)));
    }
    for (JsonObject facts : objects.bodies(Kind.NODE_FACTS)) {
      Map<String, Object> known = new LinkedHashMap<>();
      facts.entries().stream()
          .filter(member -> Set.of("files", "kubeletFlags").contains(member.getKey()))
          .forEach(member -> known.put(member.getKey(), member.getValue()));
      add(nodes, facts, "facts", JsonObject.of(known));
    }
    return new ArrayList<>(nodes.values());
  }

  private static void add(
      Map<String, JsonObject> nodes, JsonObject about, String member, JsonObject value) {
    nodes.put(name(about), nodes.getOrDefault(name(about), unread(about)).with(member, value));
  }

  private static JsonObject unread(JsonObject about) {
    Gap gap = new Gap("Node " + name(about) + " itself was not in the input");
    return new JsonObject.Builder(about.line())
        .put("apiVersion", "v1")
        .put("kind", "Node")
        .put("name", about.raw("name"))
        .put("labels", gap)
        .put("annotations", gap)
        .put("spec", gap)
        .put("status", gap)
        .build()
        .rootedAt(about.origin());
  }

  private static String name(JsonObject object) {
    return object.string("name").orElse("");
  }

  /** What is kept of a member of NodeFacts: the names of flags, for their values may be tokens. */
  static Object fact(String member, Object value) {
    if (!(value instanceof JsonArray list)) {
      return new Gap(member + ": expected a list");
    }
    List<Object> kept = new ArrayList<>();
    list.known().forEach(each -> kept.add(member.equals("files") ? file(each) : flag(each)));
    list.rest().ifPresent(kept::add);
    return JsonArray.of(kept);
  }

  private static Object flag(Object element) {
    return element instanceof String text
        ? text.split("[=\\s]", 2)[0]
        : new Gap("kubeletFlags: an element of the list is no text");
  }

  private static Object file(Object element) {
    if (!(element instanceof JsonObject file)) {
      return new Gap("files: an element of the list is no object");
    }
    Map<String, Object> kept = new LinkedHashMap<>();
    for (String member : FILE) {
      Object value = file.raw(member);
      if (value instanceof String || value instanceof Long || value instanceof Gap) {
        kept.put(member, value instanceof Long mode ? mode.toString() : value);
      }
    }
    return JsonObject.of(kept);
  }
}
