package io.aksguard.evidence.join;

import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.Evidence;
import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonReader;
import io.aksguard.evidence.JsonValue;
import io.aksguard.evidence.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A small inventory, and what the join makes of it. JSON is written with single quotes. */
final class Small {
  static final String SUB = "/subscriptions/aaaaaaaa-0000-4000-8000-000000000001";
  static final String OTHER = "/subscriptions/bbbbbbbb-0000-4000-8000-000000000002";
  static final String RG = SUB + "/resourceGroups/rg";
  static final String CLUSTER = RG + "/providers/Microsoft.ContainerService/managedClusters/aks";

  private final Inventory inventory = new Inventory();
  private String cluster = "{}";
  private String identity = "{}";
  private Set<String> complete = Set.of();
  private boolean assumeComplete;

  Small cluster(String properties) {
    this.cluster = properties;
    return this;
  }

  Small identity(String json) {
    this.identity = json;
    return this;
  }

  /** A resource of the type that its id tells. */
  Small with(String id, String properties) {
    ArmId arm = new ArmId(id);
    inventory.add(
        new Resource(
            arm,
            arm.type().orElse("microsoft.resources/subscriptions"),
            json("{'id':'%s','name':'%s','properties':%s}".formatted(id, arm.name(), properties)),
            null));
    return this;
  }

  Small whole(String type, String parent) {
    inventory.addWholeList(type, new ArmId(parent));
    return this;
  }

  Small complete(String... sections) {
    this.complete = Set.of(sections);
    return this;
  }

  Small assumeComplete() {
    this.assumeComplete = true;
    return this;
  }

  Evidence evidence() {
    JsonObject body =
        json(
            "{'id':'%s','name':'aks','location':'West Europe','identity':%s,'properties':%s}"
                .formatted(CLUSTER, identity, cluster));
    return new Joiner(inventory, assumeComplete)
        .evidence(
            new Resource(new ArmId(CLUSTER), Resource.CLUSTER, body, null), complete, Map.of());
  }

  /** What lies at a path of the evidence: names of members, numbers of elements. */
  Object at(String path) {
    String[] steps = path.split("[.]");
    Object value = evidence().value(steps[0]);
    for (int i = 1; i < steps.length; i++) {
      Object next =
          value instanceof JsonArray array
              ? array.known().get(Integer.parseInt(steps[i]))
              : value instanceof JsonObject object ? object.raw(steps[i]) : null;
      value = next == null ? "absent" : next;
    }
    return value;
  }

  /** The names of a list's elements; a gap among them or at its end as its reason. */
  List<String> names(String path) {
    List<String> names = new ArrayList<>();
    if (at(path) instanceof JsonArray array) {
      for (Object element : array.known()) {
        names.add(
            element instanceof JsonObject object
                ? object.string("name").orElse("?")
                : element instanceof Gap gap ? gap.reason() : String.valueOf(element));
      }
      array.rest().ifPresent(rest -> names.add(rest.reason()));
    } else {
      names.add(String.valueOf(at(path)));
    }
    return names;
  }

  static JsonObject json(String text) {
    return JsonReader.object(text.replace('\'', '"'));
  }

  static Object value(Object plain) {
    return JsonValue.of(plain);
  }
}
