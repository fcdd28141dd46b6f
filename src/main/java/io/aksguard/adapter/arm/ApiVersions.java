package io.aksguard.adapter.arm;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The API version of each resource type: the one place where they are pinned. Stable ones, unless
 * there is none; the newest that were known on {@link #PINNED}.
 */
public final class ApiVersions {
  /** When they were last looked through. */
  public static final LocalDate PINNED = LocalDate.of(2026, 11, 23);

  /** Of {@code POST /batch}. */
  static final String BATCH = "2020-06-01";

  /** Of Resource Graph's queries; the first with a filter for what is set above the scope. */
  public static final String GRAPH = "2022-10-01";

  private static final String AKS = "microsoft.containerservice/";
  private static final Map<String, String> VERSIONS = new TreeMap<>();

  static {
    pin("2026-08-01", AKS + "managedclusters", AKS + "locations/meshrevisionprofiles");
    pin("2025-07-01", AKS + "deploymentsafeguards");
    pin("2025-03-01", AKS + "fleets");
    // Diagnostic settings never had a stable version with category groups.
    pin("2021-05-01-preview", "microsoft.insights/diagnosticsettings");
    pin("2018-03-01", "microsoft.insights/metricalerts");
    pin("2015-04-01", "microsoft.insights/eventtypes");
    pin(
        "2022-06-01",
        "microsoft.insights/datacollectionendpoints",
        "microsoft.insights/datacollectionrules",
        "microsoft.insights/datacollectionruleassociations");
    pin("2023-09-01", "microsoft.operationalinsights/workspaces");
    pin("2024-05-01", "microsoft.network");
    pin(
        "2022-04-01",
        "microsoft.authorization/roleassignments",
        "microsoft.authorization/permissions");
    pin("2020-05-01", "microsoft.authorization/locks");
    pin("2022-06-01", "microsoft.authorization/policyassignments");
    // Exemptions never had a stable version.
    pin("2022-07-01-preview", "microsoft.authorization/policyexemptions");
    pin("2019-10-01", "microsoft.policyinsights/policystates");
    pin("2024-01-01", "microsoft.security/pricings");
    pin("2021-06-01", "microsoft.security/assessments");
    // 2023-07-01 knows neither anonymousPullEnabled nor azureADAuthenticationAsArmPolicy, and ACR
    // refuses its writes where what it does not know is not at its default.
    pin("2025-11-01", "microsoft.containerregistry");
    pin("2023-07-01", "microsoft.keyvault");
    pin("2024-04-01", "microsoft.dataprotection");
    pin("2023-03-01", "microsoft.alertsmanagement/prometheusrulegroups");
    pin("2023-05-01", "microsoft.kubernetesconfiguration");
    pin("2022-05-01", "microsoft.resources/changes");
    pin("2022-12-01", "microsoft.resources/subscriptions");
  }

  private ApiVersions() {}

  private static void pin(String version, String... types) {
    for (String type : types) {
      VERSIONS.put(type, version);
    }
  }

  /**
   * The version for a type: its own, else that of the type that contains it, else that of its
   * provider.
   *
   * @throws IllegalArgumentException for a type that none is pinned for
   */
  public static String of(String type) {
    String at = type.toLowerCase(Locale.ROOT);
    while (!VERSIONS.containsKey(at)) {
      int slash = at.lastIndexOf('/');
      if (slash < 0) {
        throw new IllegalArgumentException("no API version is pinned for " + type);
      }
      at = at.substring(0, slash);
    }
    return VERSIONS.get(at);
  }

  /** All that are pinned, by type or provider. */
  public static Map<String, String> all() {
    return Map.copyOf(VERSIONS);
  }
}
