package io.aksguard.lab.tenant;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Everything as it is now, without sign-in, lag, throttling or faults: what tests compare with. */
public final class Truth {
  private static final int ON_A_PAGE = 500;
  private static final List<String> SECTIONS =
      List.of(
          "cluster",
          "pools",
          "maintenance",
          "versions",
          "diagnostics",
          "network",
          "access",
          "locks",
          "policy",
          "defender",
          "registries",
          "vaults",
          "backup",
          "alerts",
          "extensions",
          "fleet",
          "changes");

  private final Parts parts;

  Truth(Parts parts) {
    this.parts = parts;
  }

  /** The ids of all clusters, in order. */
  public List<String> clusters() {
    settle();
    return parts.state().ofType(Clusters.TYPE).stream()
        .map(body -> body.path("id").asText())
        .toList();
  }

  /** The ids of everything that is there, in order. */
  public List<String> ids() {
    settle();
    return parts.state().all().stream().map(body -> body.path("id").asText()).toList();
  }

  /** The entries of the activity log, whole. */
  public List<String> log() {
    return parts.activity().saved().stream().map(ObjectNode::toString).toList();
  }

  /** A resource's body as JSON. */
  public Optional<String> body(String id) {
    settle();
    return parts.state().get(id).map(Json::text);
  }

  /** A member of a resource as text, by JSON pointer; empty where it is not there. */
  public String at(String id, String pointer) {
    settle();
    return parts.state().get(id).map(body -> body.at(pointer).asText()).orElse("");
  }

  /**
   * Writes all of it as a snapshot with every section complete, for {@code aks-guard audit
   * --input}.
   *
   * @param folder is made; must not hold a snapshot
   */
  public void writeSnapshot(Path folder) throws IOException {
    Files.createDirectories(folder);
    List<ObjectNode> all = new ArrayList<>();
    Instant now = parts.clock().instant();
    synchronized (parts.state()) {
      parts.operations().settle();
      all.addAll(parts.state().all());
      all.addAll(derived());
      all.addAll(parts.changes().rows(now));
      all.addAll(parts.activity().all());
    }
    for (int from = 0; from < all.size(); from += ON_A_PAGE) {
      ObjectNode page = Json.object();
      ArrayNode value = page.putArray("value");
      all.subList(from, Math.min(all.size(), from + ON_A_PAGE)).forEach(value::add);
      String name = String.format("page-%05d.json", from / ON_A_PAGE);
      Files.write(folder.resolve(name), Json.bytes(page));
    }
    ObjectNode manifest = Json.object();
    manifest.put("schema", "aks-guard/snapshot/v1").put("observedAt", now.toString());
    SECTIONS.forEach(manifest.putArray("complete")::add);
    manifest.putArray("gaps");
    Files.write(folder.resolve("snapshot.json"), Json.bytes(manifest));
  }

  /** What no resource is stored for: upgrade profiles and mesh revisions. */
  private List<ObjectNode> derived() {
    List<ObjectNode> shown = new ArrayList<>();
    List<String> places = new ArrayList<>();
    for (ObjectNode cluster : parts.state().ofType(Clusters.TYPE)) {
      String id = cluster.path("id").asText();
      show(id + "/upgradeProfiles/default", shown);
      for (ObjectNode pool : Json.objects(cluster.at("/properties/agentPoolProfiles"))) {
        show(id + "/agentPools/" + pool.path("name").asText() + "/upgradeProfiles/default", shown);
      }
      String place =
          id.substring(0, id.indexOf("/resourceGroups/"))
              + "/providers/Microsoft.ContainerService/locations/"
              + cluster.path("location").asText();
      if (!places.contains(place)) {
        places.add(place);
        show(place + "/meshRevisionProfiles/istio", shown);
      }
    }
    return shown;
  }

  private void show(String id, List<ObjectNode> into) {
    // What was seeded is among all resources already.
    if (parts.state().get(id).isEmpty()) {
      Target.parse(id).flatMap(parts.releases()::shown).ifPresent(into::add);
    }
  }

  private void settle() {
    synchronized (parts.state()) {
      parts.operations().settle();
    }
  }
}
