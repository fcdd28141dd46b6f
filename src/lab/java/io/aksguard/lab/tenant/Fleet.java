package io.aksguard.lab.tenant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * A generated fleet: good, bad and mixed clusters with what lies around them, the same for the same
 * seed. The figures are invented; the shapes are those of ARM.
 */
public final class Fleet {
  private final long seed;
  private final List<String> subscriptions;
  private final List<Places> places;

  private Fleet(long seed, List<String> subscriptions, List<Places> places) {
    this.seed = seed;
    this.subscriptions = subscriptions;
    this.places = places;
  }

  /**
   * @param clusters how many, dealt out over the subscriptions in turn
   */
  public static Fleet of(int clusters, int subscriptions, long seed) {
    Traits traits = Traits.of(seed, -1);
    List<String> ids = IntStream.range(0, subscriptions).mapToObj(i -> traits.guid()).toList();
    List<Places> places = new ArrayList<>();
    for (int i = 0; i < clusters; i++) {
      String location = i % 3 == 0 ? "northeurope" : "westeurope";
      places.add(new Places(ids.get(i % subscriptions), i, location));
    }
    return new Fleet(seed, ids, List.copyOf(places));
  }

  /** The subscriptions' GUIDs. */
  public List<String> subscriptions() {
    return subscriptions;
  }

  /** The clusters' resource ids. */
  public List<String> clusters() {
    return places.stream().map(Places::cluster).toList();
  }

  /** The name of the management group above all subscriptions. */
  public String managementGroup() {
    return "mg-contoso";
  }

  /** Puts all of it into a tenant, as if it had always been there. */
  public void putInto(SimulatedTenant tenant) {
    List<ObjectNode> made = new ArrayList<>();
    for (int i = 0; i < subscriptions.size(); i++) {
      String id = subscriptions.get(i);
      tenant.addSubscription(id, "sub-" + i, List.of("mg-landing-" + i % 3, managementGroup()));
      new SharedResources(new Places(id, 0, "westeurope"), Traits.of(seed, -2 - i), made::add)
          .make();
    }
    owner().ifPresent(made::add);
    for (Places each : places) {
      cluster(tenant, each, made::add);
    }
    made.forEach(tenant::put);
  }

  /** Someone owns everything from above. */
  private Optional<ObjectNode> owner() {
    if (subscriptions.isEmpty()) {
      return Optional.empty();
    }
    String scope = "/providers/Microsoft.Management/managementGroups/" + managementGroup();
    Traits traits = Traits.of(seed, -100);
    String guid = traits.guid();
    ObjectNode body = Json.object();
    body.put("id", scope + "/providers/Microsoft.Authorization/roleAssignments/" + guid)
        .put("name", guid)
        .put("type", "Microsoft.Authorization/roleAssignments");
    body.putObject("properties")
        .put("scope", scope)
        .put(
            "roleDefinitionId",
            "/providers/Microsoft.Authorization/roleDefinitions/8e3af657-a8ff-443c-a75c-2fe8c4bcb635")
        .put("principalId", traits.guid())
        .put("principalType", "Group");
    return Optional.of(body);
  }

  private void cluster(SimulatedTenant tenant, Places where, Consumer<ObjectNode> sink) {
    Traits traits = Traits.of(seed, where.number());
    String controlPlane = traits.guid();
    String kubelet = traits.guid();
    sink.accept(new ClusterBody(where, traits, tenant.tenantId()).make(controlPlane, kubelet));
    new Surroundings(where, traits, tenant.now(), sink).make(controlPlane, kubelet);
  }

  List<Places> places() {
    return places;
  }

  long seed() {
    return seed;
  }
}
