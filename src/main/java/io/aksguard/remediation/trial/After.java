package io.aksguard.remediation.trial;

import static java.util.Objects.requireNonNull;

import io.aksguard.cluster.ArmId;
import io.aksguard.control.CaseFile.Given;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonValue;
import io.aksguard.evidence.Plain;
import io.aksguard.evidence.Resource;
import io.aksguard.remediation.JsonPatch;
import io.aksguard.remediation.PatchOperation;
import io.aksguard.remediation.Write;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The bodies of a case as Azure would have them after calls. */
final class After {
  private final boolean isTakenBack;
  private final List<JsonObject> resources;
  private JsonObject cluster;

  private After(Given given, boolean isTakenBack) {
    this.isTakenBack = isTakenBack;
    this.cluster = given.cluster();
    this.resources = new ArrayList<>(given.resources());
  }

  /** With the changes made; actions do nothing here. */
  static Given made(Given given, List<Write> writes) {
    return of(given, writes, false);
  }

  /** With the same changes taken back. */
  static Given takenBack(Given given, List<Write> writes) {
    return of(given, writes, true);
  }

  private static Given of(Given given, List<Write> writes, boolean isTakenBack) {
    After after = new After(given, isTakenBack);
    writes.stream().filter(write -> write.call().isEmpty()).forEach(after::write);
    return new Given(after.cluster, List.copyOf(after.resources));
  }

  private void write(Write write) {
    List<PatchOperation> patch = write.edits().stream().map(Write.Edit::operation).toList();
    List<PatchOperation> operations = isTakenBack ? JsonPatch.inverse(patch) : patch;
    if (isIt(cluster, write.resource())) {
      cluster = (JsonObject) JsonPatch.applied(cluster, operations);
      return;
    }
    for (int i = 0; i < resources.size(); i++) {
      if (isIt(resources.get(i), write.resource())) {
        if (write.isNew() && isTakenBack) {
          resources.remove(i);
        } else {
          resources.set(i, (JsonObject) JsonPatch.applied(resources.get(i), operations));
        }
        return;
      }
    }
    if (write.isNew()) {
      Map<String, Object> made = new LinkedHashMap<>();
      made.put("id", write.resource().value());
      made.put("name", write.resource().name());
      resources.add((JsonObject) JsonPatch.applied(made, operations));
    } else if (write.resource().type().equals(Optional.of(Resource.POOL))) {
      pool(write.resource().name(), operations);
    } else {
      throw new IllegalArgumentException(write.resource() + " is in no body of the case");
    }
  }

  /** In the cluster's own body a pool stands flat. */
  @SuppressWarnings("unchecked")
  private void pool(String name, List<PatchOperation> operations) {
    Map<String, Object> body = (Map<String, Object>) requireNonNull(Plain.of(cluster));
    Map<String, Object> properties = (Map<String, Object>) requireNonNull(body.get("properties"));
    List<Object> pools = (List<Object>) requireNonNull(properties.get("agentPoolProfiles"));
    for (int i = 0; i < pools.size(); i++) {
      Map<String, Object> pool = (Map<String, Object>) pools.get(i);
      if (name.equalsIgnoreCase(String.valueOf(pool.get("name")))) {
        JsonObject nested = (JsonObject) JsonPatch.applied(Map.of("properties", pool), operations);
        Object changed = requireNonNull(Plain.of(nested.raw("properties")));
        pools.set(i, upgraded((Map<String, Object>) changed, operations));
      }
    }
    cluster = (JsonObject) JsonValue.of(body);
  }

  /** What AKS does by itself where another version or system is asked for. */
  private static Map<String, Object> upgraded(
      Map<String, Object> pool, List<PatchOperation> operations) {
    for (PatchOperation operation : operations) {
      if (operation.path().equals("/properties/orchestratorVersion")) {
        pool.put("currentOrchestratorVersion", pool.get("orchestratorVersion"));
      }
      if (operation.path().equals("/properties/osSKU")) {
        pool.remove("nodeImageVersion");
      }
    }
    return pool;
  }

  private static boolean isIt(JsonObject body, ArmId id) {
    return body.string("id").flatMap(ArmId::parse).filter(id::equals).isPresent();
  }
}
