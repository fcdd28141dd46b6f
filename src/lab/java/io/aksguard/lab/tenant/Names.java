package io.aksguard.lab.tenant;

import java.util.Map;

/**
 * Names that Azure refuses, of types that remedies make. Clusters' names have up to 63 characters
 * and underscores, so that a name made of one may be none. From azure-cli (azuremonitormetrics) for
 * data collection, else from the REST specification.
 */
final class Names {
  private static final String AKS = "microsoft.containerservice/";
  private static final Map<String, String> ALLOWED =
      Map.of(
          "microsoft.insights/datacollectionendpoints",
          "[A-Za-z0-9-]{1,43}[A-Za-z0-9]",
          "microsoft.insights/datacollectionrules",
          ".{1,63}[A-Za-z0-9]",
          AKS + "managedclusters/trustedaccessrolebindings",
          "[A-Za-z0-9-]{1,24}",
          AKS + "fleets/members",
          "(?=.{1,50}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?");

  private Names() {}

  /**
   * @throws RefusedException with 400
   */
  static void check(Target target) {
    if (!target.name().matches(ALLOWED.getOrDefault(target.type(), ".*"))) {
      throw new RefusedException(
          400,
          "InvalidResourceName",
          "'" + target.name() + "' is no name for " + target.typeName());
    }
  }
}
