package io.aksguard.evidence.input;

import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonValue;
import io.aksguard.evidence.Origin;
import io.aksguard.evidence.kubernetes.Pruning;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Knows the shapes that a document can have, and hands on the resources in it. */
final class Recognizer {
  /** Documents nest: an export in a recorded answer in a list. */
  private static final int DEEPEST = 6;

  /** What {@code data} holds of these is theirs, and may be secret. */
  private static final Set<String> WITH_DATA = Set.of("Secret", "ConfigMap");

  /** Receives what was recognized. */
  interface Found {
    /**
     * @param id its own, or one that was made for it
     * @param type as it is written
     */
    void resource(JsonObject resource, ArmId id, String type);

    void template(JsonObject template);

    /** A parameter file's parameters. */
    void parameters(JsonObject parameters);

    /** A Kubernetes object as kubectl shows it. */
    void kubernetes(JsonObject object);

    /** There are others, which could not be read for this reason. */
    void objectsMissing(String reason);

    /** The list around what was recognized goes on elsewhere. */
    void cut(String reason);

    /** Readable, but nothing that can be judged. */
    void other(String what);
  }

  private final Found found;
  private final Identity identity;
  private final String file;

  /**
   * @param identity makes ids for what has none
   */
  Recognizer(Found found, Identity identity, String file) {
    this.found = found;
    this.identity = identity;
    this.file = file;
  }

  void recognize(JsonObject document) {
    recognize(document.rootedAt(new Origin(file, document.line())), DEEPEST);
  }

  private void recognize(JsonObject doc, int depth) {
    String schema = doc.string("$schema").orElse("").toLowerCase(Locale.ROOT);
    Optional<String> type = doc.string("type");
    Optional<JsonArray> items = Items.of(doc);
    if (items.isPresent() && depth > 0) {
      items(doc, items.get(), depth - 1);
    } else if (Pruning.isObject(doc) && !isAround(doc)) {
      found.kubernetes(doc);
    } else if (schema.contains("deploymenttemplate")
        || (doc.raw("contentVersion") != null && doc.raw("resources") != null)) {
      found.template(doc);
    } else if (schema.contains("deploymentparameters")) {
      found.parameters(doc.object("parameters").orElse(JsonObject.of(Map.of())));
    } else if (type.isPresent() && type.get().indexOf('/') > 0) {
      resource(doc, type.get());
    } else if (isPolicyState(doc)) {
      other(doc, "microsoft.policyinsights/policystates");
    } else if (doc.raw("operationName") != null && doc.raw("eventTimestamp") != null) {
      other(doc, "microsoft.insights/activitylogs");
    } else if (depth > 0 && unwrap(doc, depth - 1)) {
      return;
    } else {
      Optional<String> idType = doc.string("id").flatMap(ArmId::parse).flatMap(ArmId::type);
      if (idType.isPresent()) {
        resource(doc, idType.get());
      } else {
        found.other("no Azure resource: it has neither a type nor an ARM id");
      }
    }
  }

  /** Whether it only looks like a Kubernetes object, and is a description around a resource. */
  private static boolean isAround(JsonObject doc) {
    return doc.string("kind").filter(WITH_DATA::contains).isEmpty()
        && doc.object("data").flatMap(data -> data.string("id")).flatMap(ArmId::parse).isPresent();
  }

  private void items(JsonObject list, JsonArray items, int depth) {
    Items.successor(list).ifPresent(found::objectsMissing);
    for (Object item : items.known()) {
      if (item instanceof JsonObject object) {
        JsonObject whole = Items.whole(object, list);
        recognize(whole.rootedAt(new Origin(file, object.line())), depth);
      } else {
        found.objectsMissing("an element of the list could not be read");
      }
    }
  }

  private void other(JsonObject row, String type) {
    found.resource(row, identity.of(row, type), type);
  }

  private void resource(JsonObject resource, String type) {
    JsonObject whole = Envelope.unflatten(resource);
    ArmId id = identity.of(whole, type);
    found.resource(whole, id, type);
    for (JsonObject child : whole.array("resources").map(JsonArray::objects).orElse(List.of())) {
      String written = child.string("type").orElse("");
      if (!written.isEmpty()) {
        JsonObject own = Envelope.unflatten(child.rootedAt(new Origin(file, child.line())));
        String childType = written.indexOf('/') > 0 ? written : type + "/" + written;
        found.resource(own, identity.nested(own, childType, id, type), childType);
      }
    }
  }

  /** Answers and recordings around resources: REST examples, recorded HTTP, describe documents. */
  private boolean unwrap(JsonObject doc, int depth) {
    if (Documents.goesOn(doc, "nextLink")) {
      found.cut("the list goes on at a nextLink that was not followed");
    }
    Object inner = null;
    Optional<JsonObject> responses = doc.object("responses");
    if (responses.isPresent()) {
      inner = answer(responses.get());
    } else if (doc.raw("body") instanceof JsonValue body) {
      inner = body;
    } else if (doc.raw("data") instanceof JsonValue data) {
      inner = data;
    } else if (doc.raw("value") instanceof JsonArray list) {
      inner = list;
    }
    if (inner instanceof JsonObject object) {
      recognize(object.rootedAt(new Origin(file, object.line())), depth);
    } else if (inner instanceof JsonArray array) {
      array
          .objects()
          .forEach(each -> recognize(each.rootedAt(new Origin(file, each.line())), depth));
    }
    return inner instanceof JsonValue;
  }

  /**
   * The body of a recorded answer. What was created answers 201 and what is being changed 202, at
   * times with the resource and beside a 200 without one; of several the settled one counts.
   */
  private static @Nullable Object answer(JsonObject responses) {
    for (String code : List.of("200", "201", "202")) {
      Object body = responses.object(code).map(response -> response.raw("body")).orElse(null);
      if (body instanceof JsonValue) {
        return body;
      }
    }
    return null;
  }

  private static boolean isPolicyState(JsonObject doc) {
    return doc.raw("complianceState") != null
        && (doc.raw("policyAssignmentId") != null || doc.raw("policyDefinitionId") != null);
  }
}
