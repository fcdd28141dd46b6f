package io.aksguard.evidence.kubernetes;

import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What is kept of an object: the members that controls read, and nothing that may be secret. Not
 * thread-safe: it remembers texts, so that one that repeats is in memory once.
 */
public final class Pruning {
  private static final Pattern API_VERSION =
      Pattern.compile("([A-Za-z0-9.-]+/)?v[0-9]+([a-z]+[0-9]*)*");
  private static final Pattern KIND = Pattern.compile("[A-Z][A-Za-z0-9]*");
  private static final Set<String> METADATA =
      Set.of("labels", "annotations", "creationTimestamp", "ownerReferences", "deletionTimestamp");
  private static final Set<String> SECRET_METADATA =
      Set.of("labels", "creationTimestamp", "ownerReferences");

  private final Redaction redaction = new Redaction();

  /** Whether a document is a Kubernetes object by its shape; a list of them is none. */
  public static boolean isObject(JsonObject document) {
    return document.string("apiVersion").filter(v -> API_VERSION.matcher(v).matches()).isPresent()
        && document.string("kind").filter(kind -> KIND.matcher(kind).matches()).isPresent();
  }

  /** What is kept of an object. */
  public ClusterObject prune(JsonObject raw) {
    String kind = redaction.pooled(raw.string("kind").orElse(""));
    String apiVersion = redaction.pooled(raw.string("apiVersion").orElse(""));
    Kind place = place(raw, kind, apiVersion);
    JsonObject metadata = raw.object("metadata").orElse(JsonObject.of(Map.of()));
    String name = metadata.string("name").or(() -> metadata.string("generateName")).orElse("");
    String namespace = namespace(metadata, place);
    JsonObject.Builder body = new JsonObject.Builder(raw.line());
    body.put("apiVersion", apiVersion).put("kind", kind);
    if (!namespace.isEmpty()) {
      body.put("namespace", namespace);
    }
    body.put("name", name.isEmpty() ? new Gap(kind + ": the object has no name") : name);
    if (!place.list().equals(Kind.OTHERS)) {
      putMetadata(body, raw, place);
      putRest(body, raw, place);
    }
    JsonObject kept = body.build().rootedAt(raw.origin());
    return new ClusterObject(
        place.list(), kind, namespace, name, metadata.string("uid").orElse(""), kept);
  }

  private static Kind place(JsonObject raw, String kind, String apiVersion) {
    Kind known = Kind.of(kind, apiVersion);
    boolean hasTemplate =
        raw.object("spec")
            .flatMap(spec -> spec.object("template"))
            .flatMap(template -> template.object("spec"))
            .flatMap(spec -> spec.array("containers"))
            .isPresent();
    return known.list().equals(Kind.OTHERS) && hasTemplate ? Kind.workload() : known;
  }

  private String namespace(JsonObject metadata, Kind place) {
    String fallback = place.namespaced() ? "default" : "";
    return redaction.pooled(
        metadata.string("namespace").filter(given -> !given.isEmpty()).orElse(fallback));
  }

  private void putMetadata(JsonObject.Builder body, JsonObject raw, Kind place) {
    boolean secret = place.list().equals("secrets");
    if (raw.raw("metadata") instanceof JsonObject metadata) {
      for (Map.Entry<String, Object> member : metadata.entries()) {
        if ((secret ? SECRET_METADATA : METADATA).contains(member.getKey())) {
          body.put(member.getKey(), redaction.copy(member.getKey(), member.getValue()));
        }
      }
      if (secret) {
        metadata
            .object("annotations")
            .map(redaction::names)
            .ifPresent(a -> body.put("annotations", a));
      }
    } else if (raw.raw("metadata") != null) {
      Gap gap = new Gap("metadata: expected an object");
      body.put("labels", gap).put("annotations", gap);
    }
  }

  private void putRest(JsonObject.Builder body, JsonObject raw, Kind place) {
    switch (place.list()) {
      case "secrets" -> {
        body.put("type", raw.raw("type") instanceof String type ? redaction.pooled(type) : null);
        body.put("keys", keys(raw, "data", "stringData"));
        if (TlsCertificate.TYPE.equals(raw.raw("type"))) {
          body.put("notAfter", TlsCertificate.notAfter(raw));
        }
      }
      case "configMaps" -> {
        body.put("keys", keys(raw, "data", "binaryData"));
        body.put("secretKeys", ConfigMaps.secretKeys(raw));
        body.put("data", ConfigMaps.data(body.build(), raw));
      }
      default ->
          raw.entries().stream()
              .filter(member -> place.members().contains(member.getKey()))
              .forEach(
                  member ->
                      body.put(member.getKey(), kept(place, member.getKey(), member.getValue())));
    }
  }

  /** Cut before it is copied: a part of a copy would keep all of it. */
  private Object kept(Kind place, String key, Object value) {
    if (place.list().equals(Kind.NODE_FACTS)) {
      return Nodes.fact(key, value);
    }
    return redaction.copy(
        key, value instanceof JsonObject object ? cut(place, key, object) : value);
  }

  private static JsonObject cut(Kind place, String key, JsonObject object) {
    return switch (place.list() + "." + key) {
      case "pods.status" -> filtered(object, Set.of("phase"), true);
      case "nodes.status" -> filtered(object, Set.of("nodeInfo"), true);
      case "nodes.configz" ->
          JsonObject.of(
              Map.of(
                  "kubeletconfig",
                  filtered(object.object("kubeletconfig").orElse(object), Nodes.KUBELET, true)));
      case "kubelets.kubeletconfig" -> filtered(object, Nodes.KUBELET, true);
      case "signingRequests.spec" -> filtered(object, Set.of("request", "extra"), false);
      case "signingRequests.status" -> filtered(object, Set.of("certificate"), false);
      case "reports.report" -> TrivyReport.cut(object);
      case "services.status", "ingresses.status" -> filtered(object, Set.of("loadBalancer"), true);
      default -> object;
    };
  }

  /** The names of the members of both, in order; a gap where one of them is no object. */
  private Object keys(JsonObject raw, String first, String second) {
    List<Object> names = new ArrayList<>();
    for (String member : List.of(first, second)) {
      Object value = raw.raw(member);
      if (value instanceof JsonObject object) {
        object.entries().forEach(each -> names.add(redaction.pooled(each.getKey())));
      } else if (value != null) {
        names.add(new Gap(member + ": expected an object"));
      }
    }
    return JsonArray.of(raw.line(), names.stream().distinct().toList());
  }

  private static JsonObject filtered(JsonObject object, Set<String> members, boolean kept) {
    JsonObject.Builder filtered = new JsonObject.Builder(object.line());
    object.entries().stream()
        .filter(member -> members.contains(member.getKey()) == kept)
        .forEach(member -> filtered.put(member.getKey(), member.getValue()));
    return filtered.build();
  }
}
