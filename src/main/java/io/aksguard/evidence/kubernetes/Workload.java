package io.aksguard.evidence.kubernetes;

import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A workload before it is joined.
 *
 * @param body the controller's, or a bare pod's; of a controller that is not in the input the
 *     little that the reference to it tells
 * @param spec what is not the template
 * @param template {@code {metadata: {labels, annotations}, spec}}, or a gap
 */
record Workload(ClusterObject object, Object spec, Object template) {
  private static final Set<String> HEAD =
      Set.of(
          "apiVersion", "kind", "namespace", "name", "labels", "annotations", "creationTimestamp");

  /** A controller with a template of its own, or a ReplicaSet or Job on its way to its owner. */
  static Workload of(ClusterObject object) {
    if (!(object.body().raw("spec") instanceof JsonObject spec)) {
      Gap gap =
          object.body().raw("spec") instanceof Gap known ? known : new Gap("spec is no object");
      return new Workload(object, gap, gap);
    }
    if (!object.kind().equals("CronJob")) {
      return new Workload(object, without(spec, "template"), template(spec.raw("template")));
    }
    Optional<JsonObject> job = spec.object("jobTemplate").flatMap(jobs -> jobs.object("spec"));
    Object template = template(job.map(each -> each.raw("template")).orElse(null));
    JsonObject rest = without(spec, "jobTemplate");
    Object jobs =
        job.<Object>map(each -> JsonObject.of(Map.of("spec", without(each, "template"))))
            .orElse(new Gap("spec.jobTemplate has no spec"));
    return new Workload(object, rest.with("jobTemplate", jobs), template);
  }

  /** A bare pod: all of it is the template. */
  static Workload ofPod(ClusterObject pod) {
    return new Workload(pod, JsonObject.of(Map.of()), podTemplate(pod));
  }

  /** A controller that the input does not have, as what it controls tells it. */
  static Workload of(Owner owner, String namespace, Object template, JsonObject seen) {
    JsonObject body =
        new JsonObject.Builder(0)
            .put("apiVersion", owner.apiVersion())
            .put("kind", owner.kind())
            .put("namespace", namespace)
            .put("name", owner.name())
            .put("labels", notRead(owner))
            .put("annotations", notRead(owner))
            .build()
            .rootedAt(seen.origin());
    ClusterObject object =
        new ClusterObject(Kind.WORKLOADS, owner.kind(), namespace, owner.name(), "", body);
    return new Workload(object, notRead(owner), template);
  }

  private static Gap notRead(Owner owner) {
    return new Gap(owner.kind() + " " + owner.name() + " itself was not in the input");
  }

  static JsonObject podTemplate(ClusterObject pod) {
    JsonObject.Builder metadata = new JsonObject.Builder(0);
    metadata.put("labels", pod.body().raw("labels"));
    metadata.put("annotations", pod.body().raw("annotations"));
    return new JsonObject.Builder(pod.body().line())
        .put("metadata", metadata.build())
        .put("spec", spec(pod.body().raw("spec")))
        .build();
  }

  private static Object template(@Nullable Object raw) {
    if (!(raw instanceof JsonObject template)) {
      return raw instanceof Gap gap ? gap : new Gap("there is no pod template");
    }
    Object metadata = template.raw("metadata");
    JsonObject.Builder whole = new JsonObject.Builder(template.line());
    whole.put("metadata", metadata == null ? JsonObject.of(Map.of()) : metadata);
    whole.put("spec", spec(template.raw("spec")));
    return whole.build();
  }

  private static Object spec(@Nullable Object raw) {
    return raw == null ? new Gap("the pod template has no spec") : raw;
  }

  private static JsonObject without(JsonObject object, String dropped) {
    JsonObject.Builder rest = new JsonObject.Builder(object.line());
    object.entries().stream()
        .filter(member -> !member.getKey().equals(dropped))
        .forEach(member -> rest.put(member.getKey(), member.getValue()));
    return rest.build();
  }

  String namespace() {
    return object.namespace();
  }

  /** As pods name it, {@code Deployment/web}. */
  String label() {
    return object.kind() + "/" + object.name();
  }

  /** Whether it stands for a revision that nobody runs any more. */
  boolean isScaledToNothing() {
    return spec instanceof JsonObject members && Long.valueOf(0).equals(members.raw("replicas"));
  }

  /**
   * The section's element, before selectors and grants.
   *
   * @param pods how many of its pods were seen running
   */
  JsonObject body(long pods) {
    JsonObject.Builder body = new JsonObject.Builder(object.body().line());
    object.body().entries().stream()
        .filter(member -> HEAD.contains(member.getKey()))
        .forEach(member -> body.put(member.getKey(), member.getValue()));
    body.put("spec", spec).put("template", template);
    body.put(
        "containers",
        template instanceof JsonObject read ? Containers.of(read.raw("spec")) : template);
    body.put("system", SystemNamespaces.contain(object.namespace()));
    body.put("windows", template instanceof JsonObject read ? isWindows(read) : template);
    body.put("pods", pods);
    return body.build().rootedAt(object.body().origin());
  }

  /** Whether its pods say that they are for Windows nodes, or can run on no other. */
  private static boolean isWindows(JsonObject template) {
    Optional<JsonObject> spec = template.object("spec");
    return Stream.of(
            spec.flatMap(members -> members.object("os")).flatMap(os -> os.string("name")),
            spec.flatMap(members -> members.object("nodeSelector"))
                .flatMap(labels -> labels.string("kubernetes.io/os")))
        .anyMatch(os -> os.filter("windows"::equals).isPresent());
  }
}
