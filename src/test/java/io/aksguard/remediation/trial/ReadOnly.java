package io.aksguard.remediation.trial;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Leaves that only Azure writes, by the REST specifications of the resource providers, written here
 * apart from what the product leaves out.
 */
final class ReadOnly {
  private static final List<Pattern> LEAVES =
      List.of(
          Pattern.compile("(id|name|type|etag|systemdata\\..*)"),
          Pattern.compile("properties\\.(etag|provisioningstate)"),
          Pattern.compile("properties\\.(currentkubernetesversion|fqdn)"),
          Pattern.compile("properties\\.(privatefqdn|azureportalfqdn|maxagentpools|resourceuid)"),
          Pattern.compile("properties\\.(currentorchestratorversion|nodeimageversion)"),
          Pattern.compile("properties\\.oidcissuerprofile\\.issuerurl"),
          Pattern.compile("properties\\.addonprofiles\\.[^.]*\\.identity\\..*"),
          Pattern.compile(
              "properties\\.agentpoolprofiles\\[[^]]*\\]\\."
                  + "(etag|provisioningstate|currentorchestratorversion|nodeimageversion)"),
          Pattern.compile("identity\\.(principalid|tenantid)"),
          Pattern.compile("identity\\.userassignedidentities\\..*\\.(principalid|clientid)"));

  private ReadOnly() {}

  /**
   * @param path of the resource; whether pools run is ours to say, of clusters it is not
   */
  static boolean is(String path, String leaf) {
    boolean isPower = leaf.equals("properties.powerstate.code");
    return isPower
        ? path.matches("(?i).*/managedClusters/[^/]+")
        : LEAVES.stream().anyMatch(each -> each.matcher(leaf).matches());
  }
}
