package io.aksguard.evidence.join;

import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.Resource;
import java.util.ArrayList;
import java.util.List;

/** Section {@code versions}: what the cluster could be upgraded to. */
final class VersionSections {
  private static final String POOL_PROFILE = Resource.POOL + "/upgradeprofiles";

  private VersionSections() {}

  static JsonObject versions(JsonObject cluster, Lists lists) {
    String location = Links.region(cluster);
    JsonObject.Builder versions = new JsonObject.Builder(0);
    JsonArray upgrades =
        lists.children(
            "versions", lists.cluster, Resource.CLUSTER + "/upgradeprofiles", "upgrade profiles");
    versions.put(
        "upgrades",
        upgrades.objects().stream()
            .findFirst()
            .<Object>map(body -> body)
            .orElse(upgrades.rest().orElse(new Gap("the cluster has no upgrade profile"))));
    List<JsonObject> pools = new ArrayList<>();
    for (Resource profile : lists.about(lists.cluster.key(), POOL_PROFILE)) {
      pools.add(profile.body().with("pool", profile.id().parent().orElseThrow().name()));
    }
    versions.put(
        "pools", lists.whole("versions", POOL_PROFILE, pools, "upgrade profiles of the pools"));
    String place =
        "/subscriptions/"
            + lists.cluster.subscription().orElse("")
            + "/providers/microsoft.containerservice/locations/"
            + location;
    versions.put(
        "mesh",
        lists.children(
            "versions",
            new ArmId(place),
            "microsoft.containerservice/locations/meshrevisionprofiles",
            "mesh revision profiles of the location"));
    return versions.build();
  }
}
