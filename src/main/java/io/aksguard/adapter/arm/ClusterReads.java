package io.aksguard.adapter.arm;

import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.Resource;
import io.aksguard.evidence.join.Links;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** The reads that ARM alone answers, of one cluster: what Resource Graph does not have. */
public final class ClusterReads {
  private static final Duration ACTIVITY = Duration.ofDays(89);
  private static final String BINDING = Resource.CLUSTER + "/trustedaccessrolebindings";
  private static final String SETTING = "microsoft.insights/diagnosticsettings";
  private static final String TABLE = "microsoft.operationalinsights/workspaces/tables";

  private final Reads reads;
  private final ArmId id;
  private final JsonObject body;

  public ClusterReads(Reads reads, ArmId id, JsonObject body) {
    this.reads = reads;
    this.id = id;
    this.body = body;
  }

  /**
   * What a sweep reads of each cluster beside its row in Resource Graph.
   *
   * @param bindings is told the trusted access bindings
   */
  public void all(Instant now, Consumer<Answer> bindings) {
    ask();
    trustedAccess(bindings);
    activity(now);
  }

  /** Maintenance, versions, diagnostics with their workspaces, and safeguards. */
  void ask() {
    child("maintenanceConfigurations", Resource.CLUSTER + "/maintenanceconfigurations");
    versions();
    diagnostics(reads, id);
    extension("Microsoft.ContainerService/deploymentSafeguards");
  }

  private void child(String name, String type) {
    reads.list(type, id.value(), Ask.list(id + "/" + name, type), answer -> {});
  }

  void extension(String type) {
    String lower = type.toLowerCase(Locale.ROOT);
    reads.list(lower, id.value(), Ask.list(id + "/providers/" + type, lower), answer -> {});
  }

  private void versions() {
    String type = Resource.CLUSTER + "/upgradeprofiles";
    Ends own = new Ends("the upgrade profile");
    reads.ask(
        Ask.get(new ArmId(id + "/upgradeProfiles/default")),
        answer -> {
          own.note(answer);
          reads.keep(answer);
          reads.ended(type, id.value(), own);
        });
    String poolType = Resource.POOL + "/upgradeprofiles";
    Ends pools = new Ends("upgrade profiles of the pools");
    List<String> names = Links.pools(body);
    int[] left = {names.size()};
    for (String name : names) {
      ArmId pool = new ArmId(id + "/agentPools/" + name);
      reads.ask(
          Ask.get(new ArmId(pool + "/upgradeProfiles/default")),
          answer -> {
            pools.note(answer);
            reads.keep(answer);
            if (--left[0] == 0) {
              reads.ended(poolType, id.value(), pools);
            }
          });
    }
    String region = Links.region(body);
    if (!region.isEmpty()) {
      String place =
          "/subscriptions/"
              + id.subscription().orElse("")
              + "/providers/Microsoft.ContainerService/locations/"
              + region;
      String mesh = "microsoft.containerservice/locations/meshrevisionprofiles";
      reads.list(mesh, place, Ask.list(place + "/meshRevisionProfiles", mesh), answer -> {});
    }
  }

  /** The diagnostic settings of a resource, with the workspaces that they send to. */
  static void diagnostics(Reads reads, ArmId of) {
    reads.list(
        SETTING,
        of.value(),
        Ask.list(of + "/providers/Microsoft.Insights/diagnosticSettings", SETTING),
        answer -> {
          for (JsonObject setting : answer.resources()) {
            setting
                .object("properties")
                .flatMap(p -> p.string("workspaceId"))
                .flatMap(ArmId::parse)
                .ifPresent(workspace -> workspace(reads, workspace));
          }
        });
  }

  private static void workspace(Reads reads, ArmId workspace) {
    reads.resource(workspace, answer -> {});
    reads.list(TABLE, workspace.value(), Ask.list(workspace + "/tables", TABLE), answer -> {});
  }

  /** The trusted access bindings. */
  void trustedAccess(Consumer<Answer> then) {
    reads.list(BINDING, id.value(), Ask.list(id + "/trustedAccessRoleBindings", BINDING), then);
  }

  /** The activity log, without who did it: no control asks, and it is personal data. */
  void activity(Instant now) {
    String type = "microsoft.insights/activitylogs";
    String path =
        "/subscriptions/"
            + id.subscription().orElse("")
            + "/providers/Microsoft.Insights/eventtypes/management/values";
    Ask ask =
        Ask.list(
            path,
            "microsoft.insights/eventtypes",
            "eventTimestamp ge '"
                + now.minus(ACTIVITY)
                + "' and resourceUri eq '"
                + id.value()
                + "'");
    Ask selected =
        new Ask(ask.path() + "&$select=eventTimestamp,operationName,status,resourceId", true, null);
    Ends ends = new Ends("the activity log");
    reads.part(
        selected,
        ClusterReads::impersonal,
        answer -> {
          ends.note(answer);
          reads.ended(type, id.value(), ends);
        });
  }

  private static List<JsonObject> impersonal(List<JsonObject> entries) {
    List<JsonObject> kept = new ArrayList<>();
    for (JsonObject entry : entries) {
      JsonObject.Builder some = new JsonObject.Builder(1);
      for (String member : List.of("eventTimestamp", "operationName", "status", "resourceId")) {
        some.put(member, entry.raw(member));
      }
      kept.add(some.build());
    }
    return kept;
  }

  /** What policy says of the cluster. */
  void policyStates() {
    String type = "microsoft.policyinsights/policystates";
    reads.list(
        type,
        id.value(),
        Ask.query(
            id + "/providers/Microsoft.PolicyInsights/policyStates/latest/queryResults",
            type,
            "{}"),
        answer -> {});
  }

  /** The subnets that the cluster names, and their security groups. */
  void subnets() {
    for (ArmId subnet : Links.subnets(body)) {
      reads.resource(
          subnet,
          answer ->
              answer.resources().stream()
                  .map(s -> s.object("properties").flatMap(p -> p.object("networkSecurityGroup")))
                  .flatMap(Optional::stream)
                  .flatMap(group -> group.string("id").flatMap(ArmId::parse).stream())
                  .forEach(group -> reads.resource(group, read -> {})));
    }
  }
}
