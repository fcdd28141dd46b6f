package io.aksguard.lab.tenant;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which Kubernetes versions and node images AKS offers, and the resources that only show them:
 * upgrade profiles, kubernetesVersions, meshRevisionProfiles. The versions are those of AKS's
 * calendar in late 2026.
 */
final class Releases {
  static final List<String> PATCHES =
      List.of("1.33.9", "1.34.6", "1.35.4", "1.36.1", "1.36.2", "1.37.0");
  private static final String CLUSTER_UPGRADES = Clusters.TYPE + "/upgradeprofiles";
  private static final String POOL_UPGRADES = AgentPools.TYPE + "/upgradeprofiles";
  private static final String LOCATION = "microsoft.containerservice/locations";
  private static final String VERSIONS = LOCATION + "/kubernetesversions";
  private static final String MESH = LOCATION + "/meshrevisionprofiles";
  private static final Set<String> SHOWN = Set.of(CLUSTER_UPGRADES, POOL_UPGRADES, VERSIONS, MESH);

  private final State state;
  private volatile String image = "202611.09.0";

  Releases(State state) {
    this.state = state;
  }

  void images(String release) {
    image = release;
  }

  String images() {
    return image;
  }

  /** The newest image for a pool's operating system. */
  String latestImage(ObjectNode pool) {
    return switch (pool.path("osSKU").asText("").toLowerCase(Locale.ROOT)) {
      case "azurelinux" -> "AKSAzureLinux-V3gen2-" + image;
      case "windows2022" -> "AKSWindows-2022-containerd-20348.5256.261109";
      default -> "AKSUbuntu-2404gen2containerd-" + image;
    };
  }

  /** The full version of {@code 1.36}, or the version itself where it is full. */
  static String patch(String version) {
    return PATCHES.stream()
        .filter(each -> each.equals(version) || each.startsWith(version + "."))
        .reduce((older, newer) -> newer)
        .orElse(version);
  }

  /**
   * What a path shows that nobody writes, as it was seeded or else by the calendar; empty where it
   * is none of these.
   */
  Optional<ObjectNode> shown(Target target) {
    Optional<ObjectNode> seeded = state.get(target.id());
    if (seeded.isPresent()) {
      return seeded.filter(body -> SHOWN.contains(target.type()));
    }
    return switch (target.type()) {
      case CLUSTER_UPGRADES -> cluster(target).map(body -> clusterUpgrades(target, body));
      case POOL_UPGRADES -> pool(target).map(body -> poolUpgrades(target, body));
      case VERSIONS -> Optional.of(versions());
      case MESH -> Optional.of(mesh(target));
      default -> Optional.empty();
    };
  }

  private Optional<ObjectNode> cluster(Target target) {
    return target.parent().flatMap(parent -> state.get(parent.id()));
  }

  private Optional<ObjectNode> pool(Target target) {
    Target pool = target.parent().orElseThrow();
    return state
        .get(pool.parent().orElseThrow().id())
        .map(cluster -> Pools.named(cluster, pool.name()));
  }

  private static ObjectNode head(Target target) {
    return Json.object()
        .put("id", target.id())
        .put("name", target.name())
        .put("type", target.typeName());
  }

  private static ObjectNode clusterUpgrades(Target target, ObjectNode cluster) {
    String version = cluster.at("/properties/currentKubernetesVersion").asText();
    ObjectNode body = head(target);
    ObjectNode properties = body.putObject("properties");
    ObjectNode plane = properties.putObject("controlPlaneProfile");
    plane.put("kubernetesVersion", version).put("osType", "Linux");
    ArrayNode upgrades = plane.putArray("upgrades");
    upgrades(version).forEach(each -> upgrades.addObject().put("kubernetesVersion", each));
    properties.putArray("agentPoolProfiles");
    return body;
  }

  private @Nullable ObjectNode poolUpgrades(Target target, ObjectNode pool) {
    ObjectNode body = head(target);
    body.putObject("properties")
        .put("kubernetesVersion", pool.path("currentOrchestratorVersion").asText())
        .put("osType", pool.path("osType").asText("Linux"))
        .put("latestNodeImageVersion", latestImage(pool));
    return body;
  }

  /** Newer patches of the minor, and of the next one. */
  private static List<String> upgrades(String version) {
    return PATCHES.stream()
        .filter(each -> isNewer(each, version) && minor(each) <= minor(version) + 1)
        .toList();
  }

  private static boolean isNewer(String one, String other) {
    return minor(one) != minor(other)
        ? minor(one) > minor(other)
        : Integer.parseInt(one.split("\\.")[2]) > Integer.parseInt((other + ".0").split("\\.")[2]);
  }

  /**
   * A control plane goes to a version that its upgrade profile offers, never back.
   *
   * @param now the version that runs; empty where that is not known
   * @param wanted as the body says it, with or without a patch
   * @throws RefusedException with 400
   */
  static void checkUpgrade(String now, String wanted) {
    String version = patch(wanted);
    if (!now.isEmpty() && !version.equals(now) && !upgrades(now).contains(version)) {
      throw new RefusedException(
          400,
          "OperationNotAllowed",
          "Upgrading Kubernetes version %s to %s is not allowed. Available upgrades: %s."
              .formatted(now, wanted, upgrades(now)));
    }
  }

  private static int minor(String version) {
    String[] parts = version.split("\\.");
    return parts.length > 1 ? Integer.parseInt(parts[1]) : 0;
  }

  private static ObjectNode versions() {
    ObjectNode body = Json.object();
    ArrayNode values = body.putArray("values");
    for (String minor : List.of("1.33", "1.34", "1.35", "1.36", "1.37")) {
      ObjectNode each = values.addObject().put("version", minor);
      if (minor.equals("1.36")) {
        each.put("isDefault", true);
      }
      boolean community = minor(minor + ".0") >= 34;
      ArrayNode plans = each.putObject("capabilities").putArray("supportPlan");
      if (community) {
        plans.add("KubernetesOfficial");
      }
      plans.add("AKSLongTermSupport");
      ObjectNode patches = each.putObject("patchVersions");
      for (String patch : PATCHES) {
        if (patch.startsWith(minor + ".")) {
          ArrayNode upgrades = patches.putObject(patch).putArray("upgrades");
          upgrades(patch).forEach(upgrades::add);
        }
      }
    }
    return body;
  }

  private ObjectNode mesh(Target target) {
    if (!target.isCollection()) {
      return istio(target.id());
    }
    ObjectNode page = Json.object();
    ArrayNode value = page.putArray("value");
    String one = target.id() + "/istio";
    List<ObjectNode> seeded = state.ofType(MESH, Target.key(target.id()) + "/");
    value.addAll(seeded);
    if (state.get(one).isEmpty()) {
      value.add(istio(one));
    }
    return page;
  }

  private static ObjectNode istio(String id) {
    ObjectNode profile =
        Json.object()
            .put("id", id)
            .put("name", "istio")
            .put("type", "Microsoft.ContainerService/locations/meshRevisionProfiles");
    ArrayNode revisions = profile.putObject("properties").putArray("meshRevisions");
    ObjectNode revision = revisions.addObject().put("revision", "asm-1-28");
    revision.putArray("upgrades").add("asm-1-29");
    ObjectNode kubernetes = revision.putArray("compatibleWith").addObject();
    kubernetes.put("name", "kubernetes").putArray("versions").add("1.34").add("1.35").add("1.36");
    return profile;
  }
}
