package io.aksguard.evidence.kubernetes;

import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonObject;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the labels of namespaces have Pod Security Admission enforce, read as its plugin reads them:
 * a level that it does not know is restricted, a version that it does not know is latest, and
 * latest is the newest that the API server knows.
 */
final class PodSecurityLabels {
  private static final String LEVEL = "pod-security.kubernetes.io/enforce";
  private static final String VERSION = "pod-security.kubernetes.io/enforce-version";
  private static final Set<String> LEVELS = Set.of("privileged", "baseline", "restricted");
  private static final Pattern PINNED = Pattern.compile("v1\\.(0|[1-9][0-9]{0,3})");
  private static final Pattern MINOR = Pattern.compile("v?1\\.([0-9]{1,4})([.+-].*)?");

  private final Optional<Integer> apiServer;
  private final Map<String, JsonObject> byNamespace = new HashMap<>();

  /**
   * @param namespaces all of the cluster
   * @param version of its API server; "" where it is not known
   */
  PodSecurityLabels(Collection<JsonObject> namespaces, String version) {
    Matcher minor = MINOR.matcher(version);
    this.apiServer =
        minor.matches() ? Optional.of(Integer.valueOf(minor.group(1))) : Optional.empty();
    for (JsonObject namespace : namespaces) {
      namespace.string("name").ifPresent(name -> byNamespace.put(name, enforced(namespace)));
    }
  }

  /** The namespace, or the workload, with {@code podSecurity: {level, version}}. */
  JsonObject joined(JsonObject body) {
    return body.string("namespace")
        .or(() -> body.string("name"))
        .map(byNamespace::get)
        .map(enforced -> body.with("podSecurity", enforced))
        .orElse(body);
  }

  private JsonObject enforced(JsonObject namespace) {
    Object labels = namespace.raw("labels");
    Object label = labels instanceof Gap ? labels : label(labels, LEVEL);
    boolean enforces = label != null && !(label instanceof Gap);
    return new JsonObject.Builder(0)
        .put("level", level(label))
        .put("version", version(enforces ? label(labels, VERSION) : null))
        .build();
  }

  /** By its exact key: Kubernetes tells labels apart by case. */
  private static @Nullable Object label(@Nullable Object labels, String key) {
    return labels instanceof JsonObject members
        ? members.entries().stream()
            .filter(member -> member.getKey().equals(key))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse(null)
        : null;
  }

  private static Object level(@Nullable Object label) {
    if (label == null || label instanceof Gap) {
      return label == null ? "privileged" : label;
    }
    return label instanceof String text && LEVELS.contains(text) ? text : "restricted";
  }

  private String version(@Nullable Object label) {
    Matcher pinned = PINNED.matcher(String.valueOf(label));
    if (!pinned.matches()) {
      return apiServer.map(minor -> "1." + minor).orElse("latest");
    }
    int minor = Integer.parseInt(pinned.group(1));
    return "1." + apiServer.filter(newest -> newest < minor).orElse(minor);
  }
}
