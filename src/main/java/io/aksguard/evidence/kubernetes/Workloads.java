package io.aksguard.evidence.kubernetes;

import static java.util.Objects.requireNonNull;

import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The workloads of a cluster: what somebody wrote and could mend. ReplicaSets, Jobs and pods that a
 * controller made are folded into it, so that one Deployment is one finding.
 */
final class Workloads {
  /** A CronJob names its Jobs after itself and the minute that they were due in. */
  private static final Pattern CRON_JOB = Pattern.compile("(.+)-[0-9]{8,10}");

  private final ClusterObjects objects;
  private final List<Tally> all = new ArrayList<>();

  /** By the key of a controller, also of those that are folded into another one. */
  private final Map<String, Tally> byKey = new HashMap<>();

  private final Map<String, Tally> bare = new HashMap<>();

  private static final class Tally {
    private final Workload workload;
    private long running;

    private Tally(Workload workload) {
      this.workload = workload;
    }
  }

  Workloads(ClusterObjects objects) {
    this.objects = objects;
    for (ClusterObject object : objects.all(Kind.WORKLOADS)) {
      byKey.putIfAbsent(object.key(), add(Workload.of(object)));
    }
    objects.revisions().forEach(this::fold);
    for (ClusterObject pod : objects.barePods()) {
      bare.put(pod.key(), add(Workload.ofPod(pod)));
    }
  }

  private Tally add(Workload workload) {
    Tally tally = new Tally(workload);
    all.add(tally);
    return tally;
  }

  private void fold(String key, Revision revision) {
    String owner = revision.ownerKey();
    Optional<ClusterObject> newest = objects.newest(owner);
    if (!byKey.containsKey(owner) && newest.isPresent()) {
      byKey.put(
          owner,
          add(
              Workload.of(
                  revision.owner(),
                  revision.namespace(),
                  Workload.of(newest.get()).template(),
                  newest.get().body())));
    }
    Tally top = byKey.get(owner);
    if (top != null) {
      byKey.putIfAbsent(key, top);
    }
  }

  /** Counts a pod and returns what it belongs to. */
  private Tally of(PodRecord pod) {
    Tally tally = find(pod);
    tally.running += pod.isRunning() ? 1 : 0;
    return tally;
  }

  private Tally find(PodRecord pod) {
    Owner owner = pod.owner();
    if (owner == null) {
      return requireNonNull(bare.get(ClusterObject.key("Pod", pod.namespace(), pod.name())));
    }
    String key = owner.key(pod.namespace());
    Tally known = byKey.get(key);
    if (known == null) {
      Owner top = top(owner, pod.namespace(), pod.above());
      known = byKey.get(top.key(pod.namespace()));
      if (known == null) {
        known = add(made(top, pod));
        byKey.put(top.key(pod.namespace()), known);
      }
      byKey.put(key, known);
    }
    return known;
  }

  private Owner top(Owner owner, String namespace, @Nullable Owner above) {
    if (above != null) {
      return above;
    }
    Matcher cron = CRON_JOB.matcher(owner.name());
    if (owner.kind().equals("Job") && cron.matches()) {
      Owner made = new Owner("CronJob", "batch/v1", cron.group(1));
      return byKey.containsKey(made.key(namespace)) ? made : owner;
    }
    return owner;
  }

  private Workload made(Owner top, PodRecord pod) {
    Optional<ClusterObject> first = objects.firstPod(pod.top().key(pod.namespace()));
    Object template =
        first.<Object>map(Workload::podTemplate).orElse(new Gap("none of its pods could be read"));
    JsonObject seen = first.map(ClusterObject::body).orElse(JsonObject.of(Map.of()));
    return Workload.of(top, pod.namespace(), template, seen);
  }

  /** The section's pods; their workloads are known and counted after it. */
  List<JsonObject> pods() {
    List<JsonObject> pods = new ArrayList<>();
    for (PodRecord pod : objects.pods()) {
      pods.add(pod.body(of(pod).workload.label()));
    }
    return pods;
  }

  /** The section's workloads, before selectors and grants. */
  List<JsonObject> bodies() {
    return all.stream().map(tally -> tally.workload.body(tally.running)).toList();
  }
}
