package io.aksguard.evidence.image;

import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The images that run in a cluster, one for each reference and digest: how vulnerable, whether a
 * later version mends it, whether its tag has moved, where it runs and what labels that bears.
 */
public final class RunningImages {
  /** Phases in which a pod runs nothing any more. */
  private static final Set<String> ENDED = Set.of("Succeeded", "Failed");

  private static final Gap NOT_SCANNED = new Gap("no scanner has told what is in this image");
  private static final Gap NO_DIGEST = new Gap("its nodes do not tell the digest that runs");
  private static final Gap NO_REGISTRY =
      new Gap("no registry has told which digest the tag stands for");

  private final JsonObject kubernetes;
  private final JsonArray pods;
  private final Uses uses;
  private final DefenderFindings defender;
  private final TrivyFindings trivy;
  private final RegistryTags registries;
  private final Map<Key, Use> images = new LinkedHashMap<>();

  /** The digests that a tag runs with, by {@code registry/repository:tag}. */
  private final Map<String, Set<String>> digests = new HashMap<>();

  /**
   * @param text as the pod names it
   * @param digest that its node pulled; empty where that is not known
   */
  private record Key(String text, String digest) {}

  private static final class Use {
    private final Set<String> nodes = new TreeSet<>();
    private final Set<String> workloads = new LinkedHashSet<>();
    private long pods;
  }

  /**
   * @param kubernetes the section, with {@code pods}, {@code workloads}, {@code namespaces} and
   *     {@code reports}
   * @param assessments {@code defender.images}, or the gap in its place
   * @param registries the section {@code registries}, or the gap in its place
   */
  public RunningImages(JsonObject kubernetes, Object assessments, Object registries) {
    this.kubernetes = kubernetes;
    this.pods = kubernetes.array("pods").orElse(JsonArray.empty());
    this.uses = new Uses(kubernetes);
    this.defender = new DefenderFindings(assessments);
    this.trivy = new TrivyFindings(kubernetes.array("reports").orElse(JsonArray.empty()));
    this.registries = new RegistryTags(registries);
    pods.objects().stream()
        .filter(pod -> !ENDED.contains(pod.string("phase").orElse("")))
        .forEach(this::read);
  }

  private void read(JsonObject pod) {
    String workload = Uses.key(pod);
    Set<Key> seen = new LinkedHashSet<>();
    for (JsonObject each : pod.array("images").map(JsonArray::objects).orElse(List.of())) {
      Optional<String> text = each.string("image");
      String id = each.string("imageID").orElse("");
      boolean runs = !id.isEmpty() || pod.string("phase").orElse("").equals("Running");
      text.filter(any -> runs).ifPresent(image -> seen.add(new Key(image, digest(id))));
    }
    for (Key key : seen) {
      Use use = images.computeIfAbsent(key, this::first);
      use.pods++;
      use.workloads.add(workload);
      pod.string("node").ifPresent(use.nodes::add);
    }
  }

  private Use first(Key key) {
    tag(key)
        .filter(tag -> !key.digest().isEmpty())
        .ifPresent(tag -> digests.computeIfAbsent(tag, t -> new TreeSet<>()).add(key.digest()));
    return new Use();
  }

  /** Of {@code docker.io/library/nginx@sha256:...}; an id alone is no digest of a registry. */
  private static String digest(String imageId) {
    int at = imageId.indexOf('@');
    return at < 0 ? "" : imageId.substring(at + 1);
  }

  private static Optional<String> tag(Key key) {
    return ImageReference.parse(key.text())
        .flatMap(image -> image.effectiveTag().map(tag -> image.name() + ":" + tag));
  }

  /** The section with {@code images}, and in each workload those that run in it. */
  public JsonObject added() {
    List<Object> all = new ArrayList<>();
    Map<String, List<Object>> byWorkload = new HashMap<>();
    images.forEach(
        (key, use) -> {
          JsonObject body = body(key, use);
          all.add(body);
          use.workloads.forEach(
              workload ->
                  byWorkload.computeIfAbsent(workload, each -> new ArrayList<>()).add(body));
        });
    List<Object> workloads = new ArrayList<>();
    JsonArray before = kubernetes.array("workloads").orElse(JsonArray.empty());
    for (JsonObject workload : before.objects()) {
      List<Object> run = byWorkload.getOrDefault(Uses.subject(workload), List.of());
      workloads.add(workload.with("images", list(run)));
    }
    before.rest().ifPresent(workloads::add);
    return kubernetes.with("images", list(all)).with("workloads", JsonArray.of(workloads));
  }

  private JsonArray list(List<Object> known) {
    return pods.rest().map(gap -> JsonArray.partly(known, gap)).orElse(JsonArray.of(known));
  }

  private JsonObject body(Key key, Use use) {
    JsonObject.Builder body = new JsonObject.Builder(0);
    body.put("image", key.text());
    body.put("digest", key.digest().isEmpty() ? NO_DIGEST : key.digest());
    body.put("pods", use.pods);
    body.put("nodes", JsonArray.of(use.nodes));
    body.put("workloads", JsonArray.of(use.workloads.stream().map(uses::of).toList()));
    ImageReference.parse(key.text())
        .ifPresentOrElse(
            image -> known(body, image, key),
            () -> {
              Gap gap = new Gap("its reference is none: " + key.text());
              List.of("vulnerabilities", "fixable", "drifted")
                  .forEach(member -> body.put(member, gap));
            });
    return body.build();
  }

  private void known(JsonObject.Builder body, ImageReference image, Key key) {
    Set<String> others = tag(key).map(digests::get).orElse(Set.of());
    boolean moved = others.size() > 1;
    Optional<String> current = registries.digest(image);
    body.put("registry", image.registry());
    body.put("repository", image.repository());
    body.put("tag", image.effectiveTag().orElse(null));
    body.put("digests", JsonArray.of(others));
    body.put("registryDigest", current.orElse(null));
    registries
        .tags(image)
        .flatMap(all -> image.effectiveTag().map(tag -> Tags.newer(tag, all)))
        .ifPresent(newer -> body.put("newerTags", JsonArray.of(newer)));
    body.put("drifted", image.effectiveTag().isEmpty() ? false : drifted(moved, current, key));
    Optional<Findings> found =
        both(trivy.of(image, key.digest(), moved), defender.of(key.digest()));
    body.put("vulnerabilities", found.<Object>map(each -> each.all().json()).orElse(NOT_SCANNED));
    body.put("fixable", found.<Object>map(each -> each.fixable().json()).orElse(NOT_SCANNED));
    body.put("scanners", found.map(each -> JsonArray.of(each.sources())).orElse(JsonArray.empty()));
  }

  private static Object drifted(boolean moved, Optional<String> current, Key key) {
    if (moved) {
      return true;
    }
    if (current.isEmpty()) {
      return NO_REGISTRY;
    }
    return key.digest().isEmpty() ? NO_DIGEST : !current.get().equals(key.digest());
  }

  private static Optional<Findings> both(Optional<Findings> one, Optional<Findings> other) {
    return one.isPresent() && other.isPresent()
        ? Optional.of(one.get().or(other.get()))
        : one.or(() -> other);
  }
}
