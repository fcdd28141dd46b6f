package io.aksguard.remediation.trial;

import io.aksguard.control.Remedy;
import io.aksguard.control.Step;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What Azure changes by itself where a remedy asks it for something. */
final class AzuresOwn {
  private static final String POOL = ".*agentpoolprofiles\\[name='[^']*']\\.";

  /** By the action that is posted. */
  private static final Map<String, List<String>> BY_ACTION =
      Map.of(
          "upgradeNodeImageVersion",
          List.of(POOL + "nodeimageversion"),
          "rotateClusterCertificates",
          List.of(),
          "resumeProtection",
          List.of(".* properties\\.(currentprotectionstate|protectionstatus\\.status)"),
          "resumeBackups",
          List.of(".* properties\\.(currentprotectionstate|protectionstatus\\.status)"));

  /**
   * By the member that is set: another version or system of a pool comes with other nodes, and a
   * private endpoint with a connection at what it leads to.
   */
  private static final Map<String, List<String>> BY_MEMBER =
      Map.of(
          "properties.orchestratorVersion",
          List.of(POOL + "(currentorchestratorversion|nodeimageversion)"),
          "properties.osSKU",
          List.of(POOL + "nodeimageversion"),
          "properties.kubernetesVersion",
          List.of(".* properties\\.currentkubernetesversion"),
          "properties.privateLinkServiceConnections",
          List.of(".* properties\\.privateendpointconnections.*"));

  private AzuresOwn() {}

  /**
   * @param difference a resource and a leaf, as {@link TenantState#differing} names them
   */
  static boolean isDoneBy(Remedy remedy, String difference) {
    Set<String> patterns =
        remedy.steps().stream().flatMap(AzuresOwn::patterns).collect(Collectors.toSet());
    return patterns.stream().anyMatch(difference::matches);
  }

  private static Stream<String> patterns(Step step) {
    return Stream.concat(
        BY_ACTION.getOrDefault(step.call(), List.of()).stream(),
        step.set().keySet().stream()
            .flatMap(member -> BY_MEMBER.getOrDefault(member, List.of()).stream()));
  }
}
