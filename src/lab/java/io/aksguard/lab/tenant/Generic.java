package io.aksguard.lab.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes of every type that has no semantics of its own here: a PUT replaces the resource. */
final class Generic {
  /** Those whose PUT Azure answers with an operation; the others are done at once. */
  private static final Set<String> LONG =
      Set.of(
          "microsoft.network/applicationgateways",
          "microsoft.network/privateendpoints",
          "microsoft.network/privateendpoints/privatednszonegroups",
          "microsoft.dataprotection/backupvaults",
          "microsoft.kubernetesconfiguration/extensions",
          "microsoft.containerservice/fleets/members",
          "microsoft.containerservice/managedclusters/trustedaccessrolebindings",
          "microsoft.containerservice/deploymentsafeguards");

  private final State state;
  private final Writer writer;
  private final Progress progress;
  private final PrivateLinks links;

  Generic(State state, Writer writer, Progress progress) {
    this.state = state;
    this.writer = writer;
    this.progress = progress;
    this.links = new PrivateLinks(state);
  }

  /** Replaces the resource; answers the operation that does it, where it takes one. */
  Optional<Operations.Operation> put(Target target, ObjectNode given, Write write) {
    Optional<ObjectNode> before = state.get(target.id());
    ObjectNode body = replaced(target, given, before);
    String id = body.path("id").asText();
    if (LONG.contains(target.type())) {
      String meanwhile = before.isPresent() ? "Updating" : "Creating";
      return Optional.of(progress.run(id, body, meanwhile, write, links::made));
    }
    writer.put(id, body, write);
    return Optional.empty();
  }

  private static ObjectNode replaced(Target target, ObjectNode given, Optional<ObjectNode> before) {
    ObjectNode body = Json.object();
    String id = before.map(old -> old.path("id").asText()).orElse(target.id());
    body.put("id", id).put("name", target.name()).put("type", shownType(target));
    for (Map.Entry<String, JsonNode> each : given.properties()) {
      if (!body.has(each.getKey()) && !each.getValue().isNull()) {
        body.set(each.getKey(), each.getValue().deepCopy());
      }
    }
    ServiceOwned.keep(target.type(), before.orElseGet(Json::object), body);
    before.ifPresent(
        old -> Lasting.check(target.type(), old.path("properties"), body.path("properties")));
    if (target.type().startsWith("microsoft.authorization/")) {
      Json.under(body, "properties").put("scope", target.scope());
    } else if (body.has("location")) {
      Json.under(body, "properties").put("provisioningState", "Succeeded");
    }
    return body;
  }

  private static String shownType(Target target) {
    return target.isContainer() ? "Microsoft.Resources/resourceGroups" : target.typeName();
  }

  /** Lays tags and properties over what is there. */
  ObjectNode patch(Target target, ObjectNode given, Write write) {
    String id = target.id();
    ObjectNode before =
        state
            .get(id)
            .orElseThrow(
                () -> new RefusedException(404, "ResourceNotFound", "The resource was not found."));
    ObjectNode body = before.deepCopy();
    Merge.into(body, given);
    Lasting.check(target.type(), before.path("properties"), body.path("properties"));
    writer.put(id, body, write);
    return body;
  }

  /** Whether there was one. */
  boolean delete(String id, Write write) {
    boolean there = state.get(id).isPresent();
    writer.remove(id, write);
    links.removed(id);
    return there;
  }
}
