package io.aksguard.lab.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * A tenant in a folder, for a lab that is stopped and started again. What Resource Graph has not
 * yet caught up with is caught up with; an operation that ran is done. The folder holds the
 * tenant's secrets and keys.
 */
final class Saved {
  static final String FILE = "tenant.json";
  private static final String RESOURCES = "resources.ndjson";
  private static final String CHANGES = "changes.ndjson";
  private static final String ACTIVITY = "activity.ndjson";

  private final Path folder;
  private final Parts parts;
  private final KeyVault vault;
  private final Topic topic;
  private long starts;

  Saved(Path folder, Parts parts, KeyVault vault, Topic topic) {
    this.folder = folder;
    this.parts = parts;
    this.vault = vault;
    this.topic = topic;
  }

  /** The port that the tenant in a folder had; 0 where there is none. */
  static int port(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    return Files.exists(file) ? Json.read(Files.readAllBytes(file)).path("port").asInt() : 0;
  }

  void save(int port) throws IOException {
    synchronized (parts.state()) {
      parts.operations().settle();
      lines(RESOURCES, parts.state().all().stream());
      lines(CHANGES, parts.changes().all().stream().map(Saved::change));
      lines(ACTIVITY, parts.activity().saved().stream());
      ObjectNode tenant = Json.object().put("port", port).put("topicKey", topic.key());
      tenant.put("starts", starts);
      tenant.put("images", parts.releases().images());
      ArrayNode principals = tenant.putArray("principals");
      for (Principal each : parts.entra().principals()) {
        principals
            .addObject()
            .put("clientId", each.clientId())
            .put("objectId", each.objectId())
            .put("secret", each.secret());
      }
      parts.access().denied().forEach(tenant.putArray("denied")::add);
      ArrayNode running = tenant.putArray("running");
      parts.operations().running().forEach(each -> running.add(each.target()));
      tenant.set("keys", vault.saved());
      tenant.set("received", topic.saved());
      tenant.set("deliveries", parts.eventGrid().saved());
      Files.write(folder.resolve(FILE), Json.bytes(tenant));
    }
  }

  private void lines(String name, Stream<ObjectNode> objects) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(folder.resolve(name))) {
      for (ObjectNode each : (Iterable<ObjectNode>) objects::iterator) {
        out.write(Json.text(each));
        out.write('\n');
      }
    }
  }

  private static ObjectNode change(Change change) {
    ObjectNode saved = Json.object().put("at", change.at().toString());
    saved.set("row", change.row());
    return saved;
  }

  /** Takes over what the folder holds. */
  void load() throws IOException, GeneralSecurityException {
    JsonNode tenant = Json.read(Files.readAllBytes(folder.resolve(FILE)));
    starts = tenant.path("starts").asLong() + 1;
    parts.chance().continued(starts);
    for (ObjectNode body : objects(RESOURCES)) {
      parts.state().put(body.path("id").asText(), body, Instant.EPOCH);
    }
    for (ObjectNode saved : objects(CHANGES)) {
      parts
          .changes()
          .add(
              new Change(Instant.parse(saved.path("at").asText()), (ObjectNode) saved.path("row")));
    }
    parts.activity().load(objects(ACTIVITY));
    for (JsonNode each : tenant.path("principals")) {
      parts
          .entra()
          .register(
              new Principal(
                  each.path("clientId").asText(),
                  each.path("objectId").asText(),
                  each.path("secret").asText()));
    }
    tenant.path("denied").forEach(each -> parts.access().deny(each.asText()));
    tenant.path("running").forEach(each -> finish(each.asText()));
    parts.releases().images(tenant.path("images").asText());
    vault.load(tenant.path("keys"));
    topic.load(tenant);
    parts.eventGrid().load(tenant.path("deliveries"));
  }

  private List<ObjectNode> objects(String name) throws IOException {
    try (Stream<String> lines = Files.lines(folder.resolve(name))) {
      return lines.map(Json::object).toList();
    }
  }

  private void finish(String id) {
    Target target = Target.parse(id).orElseThrow();
    boolean pool = target.type().equals(AgentPools.TYPE);
    String cluster = pool ? target.parent().orElseThrow().id() : id;
    ObjectNode body = parts.clusters().existing(cluster).deepCopy();
    ObjectNode holder = pool ? Pools.named(body, target.name()) : Json.under(body, "properties");
    if (holder == null) {
      return;
    }
    boolean deleting = holder.path("provisioningState").asText().equals("Deleting");
    holder.put("provisioningState", "Succeeded");
    if (deleting && pool) {
      Pools.remove(body, target.name());
    }
    if (deleting && !pool) {
      parts.state().below(cluster).forEach(each -> parts.state().remove(each.path("id").asText()));
      parts.state().remove(cluster);
    } else {
      parts.state().put(cluster, body, Instant.EPOCH);
    }
  }
}
