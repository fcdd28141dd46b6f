package io.aksguard.evidence.kubernetes;

import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The service accounts, each with {@code grants} (the paths of what it is granted by its own name)
 * and {@code workloads} (what runs as it).
 */
final class Accounts {
  private static final String DEFAULT = "default";

  private final Map<String, JsonObject> accounts = new LinkedHashMap<>();
  private final Map<String, List<String>> workloads = new HashMap<>();
  private final Access access;
  private final Extent extent;

  /**
   * @param accounts ServiceAccounts
   * @param workloads the section's workloads
   */
  Accounts(
      Collection<JsonObject> accounts, List<JsonObject> workloads, Access access, Extent extent) {
    this.access = access;
    this.extent = extent;
    accounts.forEach(each -> this.accounts.put(key(Named.namespace(each), Named.name(each)), each));
    for (JsonObject workload : workloads) {
      String name = KubernetesSection.serviceAccountName(workload);
      this.workloads
          .computeIfAbsent(key(Named.namespace(workload), name), key -> new ArrayList<>())
          .add(Named.text(workload));
      assume(Named.namespace(workload), name);
    }
    access.bound().forEach(bound -> assume(bound.namespace(), bound.name()));
  }

  /** Each namespace has an account {@code default}, which manifests seldom show. */
  private void assume(String namespace, String name) {
    if (name.equals(DEFAULT) && extent.missing().isPresent()) {
      Map<String, Object> account = new LinkedHashMap<>();
      account.put("apiVersion", "v1");
      account.put("kind", "ServiceAccount");
      account.put("namespace", namespace);
      account.put("name", name);
      account.put(
          "automountServiceAccountToken",
          new Gap("ServiceAccount " + key(namespace, name) + " was not in the input"));
      accounts.computeIfAbsent(key(namespace, name), key -> JsonObject.of(account));
    }
  }

  /** The section's {@code serviceAccounts}. */
  List<JsonObject> bodies() {
    List<JsonObject> bodies = new ArrayList<>();
    accounts.forEach(
        (key, account) ->
            bodies.add(
                account
                    .with("system", SystemNamespaces.contain(Named.namespace(account)))
                    .with("grants", access.own(Named.namespace(account), Named.name(account)))
                    .with(
                        "workloads",
                        extent.list(workloads.getOrDefault(key, List.of()), "workloads"))));
    return bodies;
  }

  private static String key(String namespace, String name) {
    return namespace + "/" + name;
  }
}
