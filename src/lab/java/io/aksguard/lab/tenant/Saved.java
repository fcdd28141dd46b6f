package io.aksguard.lab.tenant;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A tenant in a folder, for a lab that is stopped and started again. What Resource Graph has not
 * yet caught up with is caught up with; an operation that ran is done. The folder holds the
 * tenant's secrets and keys.
 */
final class Saved {
  static final String FILE = "tenant.json";
  private static final String LINES = "lines";
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

  /**
   * The port that the tenant in a folder had; 0 where there is none.
   *
   * @throws UnusableException when the folder's file is damaged
   */
  static int port(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    return Files.exists(file) ? need(read(file), file, "port").asInt() : 0;
  }

  void save(int port) throws IOException {
    synchronized (parts.state()) {
      parts.operations().settle();
      ObjectNode tenant = Json.object().put("port", port).put("topicKey", topic.key());
      ObjectNode lines = tenant.putObject(LINES);
      lines.put(RESOURCES, lines(RESOURCES, parts.state().all().stream()));
      lines.put(CHANGES, lines(CHANGES, parts.changes().all().stream().map(Saved::change)));
      lines.put(ACTIVITY, lines(ACTIVITY, parts.activity().saved().stream()));
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
      ArrayNode permitted = tenant.putArray("permitted");
      parts
          .access()
          .grants()
          .forEach((id, grants) -> grants.forEach(each -> permitted.add(permit(id, each))));
      ArrayNode running = tenant.putArray("running");
      parts.operations().running().forEach(each -> running.add(each.target()));
      tenant.set("keys", vault.saved());
      tenant.set("received", topic.saved());
      tenant.set("deliveries", parts.eventGrid().saved());
      Path draft = draft(FILE);
      Files.write(draft, Json.bytes(tenant));
      for (String name : List.of(RESOURCES, CHANGES, ACTIVITY, FILE)) {
        Files.move(draft(name), folder.resolve(name), ATOMIC_MOVE, REPLACE_EXISTING);
      }
    }
  }

  private static ObjectNode permit(String clientId, Grant grant) {
    ObjectNode saved = Json.object().put("clientId", clientId).put("scope", grant.scope());
    grant.actions().forEach(saved.putArray("actions")::add);
    return saved;
  }

  private void permitAgain(JsonNode saved) {
    List<String> actions = new ArrayList<>();
    saved.path("actions").forEach(each -> actions.add(each.asText()));
    parts
        .access()
        .permit(saved.path("clientId").asText(), Grant.of(saved.path("scope").asText(), actions));
  }

  /** Whole files only get their names: the process may end while it saves. */
  private Path draft(String name) {
    return folder.resolve(name + ".draft");
  }

  private long lines(String name, Stream<ObjectNode> objects) throws IOException {
    long lines = 0;
    try (BufferedWriter out = Files.newBufferedWriter(draft(name))) {
      for (ObjectNode each : (Iterable<ObjectNode>) objects::iterator) {
        out.write(Json.text(each));
        out.write('\n');
        lines++;
      }
    }
    return lines;
  }

  private static ObjectNode change(Change change) {
    ObjectNode saved = Json.object().put("at", change.at().toString());
    saved.set("row", change.row());
    return saved;
  }

  /**
   * Takes over what the folder holds.
   *
   * @throws UnusableException when a file of it is missing or damaged
   */
  void load() throws UnusableException {
    Path file = folder.resolve(FILE);
    JsonNode tenant = read(file);
    JsonNode lines = need(tenant, file, LINES);
    each(RESOURCES, lines, body -> parts.state().put(id(body), body, Instant.EPOCH));
    each(CHANGES, lines, saved -> parts.changes().add(change(saved)));
    each(ACTIVITY, lines, saved -> parts.activity().add(saved));
    try {
      load(tenant);
    } catch (GeneralSecurityException | RuntimeException e) {
      throw UnusableException.damaged(file, e);
    }
  }

  private void load(JsonNode tenant) throws GeneralSecurityException {
    starts = tenant.path("starts").asLong() + 1;
    parts.chance().continued(starts);
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
    tenant.path("permitted").forEach(this::permitAgain);
    tenant.path("running").forEach(each -> finish(each.asText()));
    parts.releases().images(tenant.path("images").asText());
    vault.load(tenant.path("keys"));
    topic.load(tenant);
    parts.eventGrid().load(tenant.path("deliveries"));
  }

  private static JsonNode read(Path file) throws UnusableException {
    try {
      return Json.object(Files.readString(file));
    } catch (IOException | UncheckedIOException e) {
      throw UnusableException.damaged(file, e);
    }
  }

  private static JsonNode need(JsonNode tenant, Path file, String member) throws UnusableException {
    if (!tenant.has(member)) {
      throw UnusableException.damaged(file, new IOException("it has no " + member));
    }
    return tenant.path(member);
  }

  /** Each line of a file, as many as were written. */
  private void each(String name, JsonNode written, Consumer<ObjectNode> then)
      throws UnusableException {
    Path file = folder.resolve(name);
    try (Stream<String> text = Files.lines(file)) {
      List<ObjectNode> objects = text.map(Json::object).toList();
      if (objects.size() != written.path(name).asLong(-1)) {
        throw new IOException(
            "it has %d lines of %s".formatted(objects.size(), written.path(name).asText("none")));
      }
      objects.forEach(then);
    } catch (IOException | RuntimeException e) {
      throw UnusableException.damaged(file, e);
    }
  }

  private static String id(ObjectNode body) {
    if (!body.path("id").isTextual()) {
      throw new IllegalArgumentException("a resource has no id");
    }
    return body.path("id").asText();
  }

  private static Change change(ObjectNode saved) {
    return new Change(Instant.parse(saved.path("at").asText()), Json.under(saved, "row"));
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
