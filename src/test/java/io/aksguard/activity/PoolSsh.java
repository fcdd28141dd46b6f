package io.aksguard.activity;

import static java.util.Objects.requireNonNull;

import io.aksguard.cluster.ArmId;
import io.aksguard.config.Mode;
import io.aksguard.evidence.JsonReader;
import io.aksguard.evidence.JsonWriter;
import io.aksguard.evidence.Plain;
import java.util.List;
import java.util.Map;

/**
 * A setting whose fix writes a pool and then has its nodes reimaged, in a window from eight to
 * twelve each day: its control passes after the first of the two calls.
 */
final class PoolSsh {
  static final String CONTROL = "node-ssh-disabled";

  private static final String WINDOW =
      """
      {"id": "%s/maintenanceConfigurations/aksManagedAutoUpgradeSchedule",
       "name": "aksManagedAutoUpgradeSchedule",
       "type": "Microsoft.ContainerService/managedClusters/maintenanceConfigurations",
       "properties": {"maintenanceWindow": {
         "schedule": {"daily": {"intervalDays": 1}}, "durationHours": 4, "utcOffset": "+00:00",
         "startDate": "2026-01-01", "startTime": "08:00"}}}
      """;

  private PoolSsh() {}

  /** One pool of the cluster takes SSH, and a person has approved that it is mended. */
  @SuppressWarnings("unchecked")
  static void approved(Workshop workshop, ArmId cluster) {
    Map<String, Object> body =
        (Map<String, Object>) requireNonNull(Plain.of(JsonReader.object(workshop.body(cluster))));
    Map<String, Object> properties = (Map<String, Object>) requireNonNull(body.get("properties"));
    List<Map<String, Object>> pools =
        (List<Map<String, Object>>) requireNonNull(properties.get("agentPoolProfiles"));
    for (Map<String, Object> pool : pools) {
      String access = "apps".equals(pool.get("name")) ? "LocalUser" : "Disabled";
      pool.put("securityProfile", Map.of("sshAccess", access));
    }
    workshop.live.tenant.seed(JsonWriter.text(body));
    workshop.live.tenant.seed(WINDOW.formatted(cluster));
    workshop.only(Mode.APPROVE, CONTROL);
    workshop.assess(cluster);
    workshop.approve(cluster, CONTROL, "oid-1");
  }

  /** How often the pool was sent this, and Azure has accepted it. */
  static long accepted(Workshop workshop, String method) {
    return workshop.live.tenant.calls().stream()
        .filter(call -> call.method().equals(method) && call.status() < 300)
        .filter(call -> call.path().contains("/agentPools/apps"))
        .count();
  }
}
