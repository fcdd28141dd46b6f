package io.aksguard.adapter.graph;

import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.Resource;
import io.aksguard.evidence.join.Links;
import io.aksguard.evidence.join.Scopes;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which shards a resource belongs to: those with a cluster that the join would find it for. It
 * holds keys of what clusters name, never bodies.
 */
final class Routes {
  private static final String REACHED = "reached ";
  private static final String VAULT = "vault ";

  private final Map<String, BitSet> shards = new HashMap<>();
  private final BitSet all = new BitSet();
  private final Map<String, List<String>> groups = new HashMap<>();

  /** Shards with an identity that has a role at a management group. */
  private final BitSet fromGroups = new BitSet();

  void add(ArmId id, JsonObject cluster, int shard) {
    all.set(shard);
    for (Optional<ArmId> at = Optional.of(id); at.isPresent(); at = at.get().parent()) {
      add(at.get().key(), shard);
    }
    Links.principals(cluster).forEach(principal -> add(principal, shard));
    for (ArmId subnet : Links.subnets(cluster)) {
      add(subnet.key(), shard);
      subnet.parent().ifPresent(network -> add(network.key(), shard));
    }
    Links.gateway(cluster).ifPresent(gateway -> add(gateway.key(), shard));
    Links.keyVault(cluster).ifPresent(vault -> add(VAULT + vault, shard));
  }

  private void add(String key, int shard) {
    shards.computeIfAbsent(key, k -> new BitSet()).set(shard);
  }

  /** From now on what has this key belongs to these shards as well. */
  void add(String key, BitSet to) {
    if (!to.isEmpty()) {
      shards.computeIfAbsent(key.toLowerCase(Locale.ROOT), k -> new BitSet()).or(to);
    }
  }

  BitSet all() {
    return all;
  }

  BitSet of(String key) {
    return shards.getOrDefault(key.toLowerCase(Locale.ROOT), new BitSet());
  }

  /** The shards of the clusters that a resource is about, by the keys that the join uses. */
  BitSet about(Resource resource) {
    BitSet found = new BitSet();
    for (String target : Links.targets(resource)) {
      boolean above = target.equals("/") || target.startsWith("/providers/microsoft.management");
      found.or(above ? all : of(target));
    }
    return found;
  }

  /**
   * Notes that a role of an identity of these shards reaches a scope.
   *
   * @param scope as {@link Scopes#of} tells it
   */
  void reach(String scope, BitSet holders) {
    add(REACHED + scope, holders);
    if (Scopes.isManagementGroup(scope)) {
      fromGroups.or(holders);
    }
  }

  /**
   * Notes the management groups above a subscription; empty where they are not told.
   *
   * @return the shards whose clusters are in it, or want to know whether it is below a group
   */
  BitSet subscription(ArmId id, List<String> above) {
    groups.put(id.key(), List.copyOf(above));
    BitSet to = (BitSet) of(id.key()).clone();
    to.or(fromGroups);
    return to;
  }

  /**
   * The shards from whose clusters a role reaches the resource, or may: where the groups above it
   * are not told, the join can say so only of what it has.
   */
  BitSet reaching(ArmId resource) {
    BitSet found = new BitSet();
    for (Optional<ArmId> at = Optional.of(resource); at.isPresent(); at = at.get().parent()) {
      found.or(of(REACHED + at.get().key()));
    }
    found.or(of(REACHED + Scopes.TENANT));
    List<String> above =
        resource
            .subscription()
            .map(s -> groups.getOrDefault("/subscriptions/" + s, List.of()))
            .orElse(List.of());
    above.forEach(group -> found.or(of(REACHED + group)));
    if (above.isEmpty()) {
      found.or(fromGroups);
    }
    return found;
  }

  BitSet usingVault(String name) {
    return of(VAULT + name);
  }

  /** The subscriptions with clusters, as GUIDs. */
  List<String> subscriptions() {
    return shards.keySet().stream()
        .filter(key -> key.matches("/subscriptions/[^/]+"))
        .map(key -> key.substring("/subscriptions/".length()))
        .sorted()
        .toList();
  }
}
