package io.aksguard.evidence.join;

import io.aksguard.evidence.JsonObject;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The principals that a cluster acts as: principal id in lower case to what it is. */
final class Identities {
  private Identities() {}

  static Map<String, String> of(JsonObject cluster) {
    Map<String, String> identities = new LinkedHashMap<>();
    cluster
        .object("identity")
        .ifPresent(
            identity -> {
              put(identities, identity, "principalId", "control-plane");
              identity
                  .object("userAssignedIdentities")
                  .ifPresent(all -> each(identities, all, "principalId", "control-plane"));
            });
    cluster
        .object("properties")
        .ifPresent(
            properties -> {
              properties
                  .object("identityProfile")
                  .flatMap(profile -> profile.object("kubeletidentity"))
                  .ifPresent(kubelet -> put(identities, kubelet, "objectId", "kubelet"));
              properties.object("addonProfiles").ifPresent(addons -> eachAddon(identities, addons));
            });
    return identities;
  }

  private static void eachAddon(Map<String, String> identities, JsonObject addons) {
    for (Map.Entry<String, Object> addon : addons.entries()) {
      if (addon.getValue() instanceof JsonObject body) {
        body.object("identity")
            .ifPresent(
                identity -> put(identities, identity, "objectId", "add-on " + addon.getKey()));
      }
    }
  }

  private static void each(
      Map<String, String> identities, JsonObject all, String member, String kind) {
    for (Map.Entry<String, Object> one : all.entries()) {
      if (one.getValue() instanceof JsonObject identity) {
        put(identities, identity, member, kind);
      }
    }
  }

  private static void put(
      Map<String, String> identities, JsonObject identity, String member, String kind) {
    identity
        .string(member)
        .ifPresent(id -> identities.putIfAbsent(id.toLowerCase(Locale.ROOT), kind));
  }
}
