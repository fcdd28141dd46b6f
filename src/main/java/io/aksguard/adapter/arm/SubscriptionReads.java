package io.aksguard.adapter.arm;

import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.join.Links;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What is set on a cluster's subscription, or lies in it and concerns the cluster. */
final class SubscriptionReads {
  private static final String GATEWAY = "microsoft.network/applicationgateways";
  private static final String WATCHER = "microsoft.network/networkwatchers";
  private static final String FLOW_LOG = WATCHER + "/flowlogs";
  private static final String MEMBER = "microsoft.containerservice/fleets/members";
  private static final String FLEET = "microsoft.containerservice/fleets";

  private final Reads reads;
  private final Finder finder;
  private final ArmId id;
  private final JsonObject body;
  private final Instant at;
  private final String subscription;

  /**
   * @param at when the cluster itself was asked for
   */
  SubscriptionReads(Reads reads, Finder finder, ArmId id, JsonObject body, Instant at) {
    this.reads = reads;
    this.finder = finder;
    this.id = id;
    this.body = body;
    this.at = at;
    this.subscription = "/subscriptions/" + id.subscription().orElse("");
  }

  void ask() {
    all("Microsoft.Authorization/locks");
    all("Microsoft.Authorization/policyAssignments");
    all("Microsoft.Authorization/policyExemptions");
    all("Microsoft.Security/pricings");
    all("Microsoft.Insights/metricAlerts");
    all("Microsoft.AlertsManagement/prometheusRuleGroups");
    gateways();
    flowLogs();
    fleets();
  }

  private void all(String type) {
    reads.list(
        type.toLowerCase(Locale.ROOT),
        subscription,
        Ask.list(subscription + "/providers/" + type, type),
        answer -> {});
  }

  /** The one that the ingress add-on names; without one, all, since any may be in front. */
  private void gateways() {
    Optional<ArmId> linked = Links.gateway(body);
    if (linked.isPresent()) {
      reads.resource(linked.get(), answer -> answer.resources().forEach(this::gateway));
      return;
    }
    reads.list(
        GATEWAY,
        subscription,
        Ask.list(subscription + "/providers/Microsoft.Network/applicationGateways", GATEWAY),
        answer -> answer.resources().forEach(this::gateway));
  }

  private void gateway(JsonObject gateway) {
    gateway
        .string("id")
        .flatMap(ArmId::parse)
        .ifPresent(found -> ClusterReads.diagnostics(reads, found));
    gateway
        .object("properties")
        .flatMap(p -> p.object("firewallPolicy"))
        .flatMap(p -> p.string("id"))
        .flatMap(ArmId::parse)
        .ifPresent(policy -> reads.resource(policy, answer -> {}));
  }

  /** Flow logs lie below the network watchers of the subscription that the network is in. */
  private void flowLogs() {
    Set<String> networks = new TreeSet<>();
    Links.subnets(body).forEach(subnet -> subnet.subscription().ifPresent(networks::add));
    id.subscription().ifPresent(networks::add);
    Ends ends = new Ends("flow logs");
    int[] left = {networks.size()};
    for (String network : networks) {
      String path = "/subscriptions/" + network + "/providers/Microsoft.Network/networkWatchers";
      reads.ask(
          Ask.list(path, WATCHER),
          watchers -> {
            ends.note(watchers);
            left[0] += watchers.resources().size() - 1;
            for (JsonObject watcher : watchers.resources()) {
              String logs = watcher.string("id").orElse("") + "/flowLogs";
              reads.part(
                  Ask.list(logs, FLOW_LOG),
                  all -> all,
                  answer -> {
                    ends.note(answer);
                    left[0]--;
                    endFlowLogs(left, ends);
                  });
            }
            endFlowLogs(left, ends);
          });
    }
  }

  private void endFlowLogs(int[] left, Ends ends) {
    if (left[0] == 0) {
      reads.ended(FLOW_LOG, id.value(), ends);
    }
  }

  /**
   * Its fleet may lie in any subscription. What the finder keeps dates nothing, since it is older,
   * and by how much differs from host to host: the instant is that of the members, or of the
   * cluster where no fleet is found.
   */
  private void fleets() {
    Answer found = finder.find(FLEET);
    Ends ends = new Ends("fleet members");
    found.missing().ifPresent(ends::note);
    List<JsonObject> fleets = found.resources();
    int[] left = {fleets.size()};
    for (JsonObject fleet : fleets) {
      reads.part(
          Ask.list(fleet.string("id").orElse("") + "/members", MEMBER),
          all -> all.stream().filter(this::isSelf).toList(),
          answer -> {
            // A fleet that is gone has no members.
            ends.noteUnlessAbsent(answer);
            if (--left[0] == 0) {
              reads.ended(MEMBER, id.value(), ends);
            }
          });
    }
    if (fleets.isEmpty()) {
      reads.ended(MEMBER, id.value(), ends.gap(), at);
    }
  }

  private boolean isSelf(JsonObject member) {
    return member
        .object("properties")
        .flatMap(p -> p.string("clusterResourceId"))
        .flatMap(ArmId::parse)
        .equals(Optional.of(id));
  }
}
