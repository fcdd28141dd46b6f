package io.aksguard.evidence.template;

import dev.cel.common.values.NullValue;
import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.Origin;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Puts one resource together as a read of it would answer, as far as the template says. */
final class Assembly {
  /** Members that tell the deployment what to do and are no part of the resource. */
  private static final Set<String> INSTRUCTIONS =
      Set.of("resources", "condition", "copy", "dependson", "comments", "scope", "existing");

  private static final Set<String> NAMING = Set.of("id", "type", "name");

  /** What controls read of a resource: of a doubtful one not even absence is sure. */
  private static final List<String> JUDGED =
      List.of("location", "properties", "sku", "identity", "tags", "zones", "kind");

  private final Tree tree;
  private final Notes notes;
  private final String file;

  Assembly(Tree tree, Notes notes, String file) {
    this.tree = tree;
    this.notes = notes;
    this.file = file;
  }

  JsonObject resource(JsonObject node, Identity identity, Context context) {
    JsonObject.Builder resource = new JsonObject.Builder(node.line());
    resource.put("id", identity.id());
    if (identity.id() instanceof Gap gap && !gap.equals(identity.name())) {
      notes.add(new Place(node, "id"), gap.reason());
    }
    resource.put("type", identity.type());
    resource.put("name", identity.name());
    context.doubt().ifPresent(doubt -> JUDGED.forEach(key -> resource.put(key, doubt)));
    for (Map.Entry<String, Object> member : node.entries()) {
      String key = member.getKey().toLowerCase(Locale.ROOT);
      if (INSTRUCTIONS.contains(key) || NAMING.contains(key)) {
        continue;
      }
      Object value =
          key.equals("apiversion") || context.doubt().isEmpty()
              ? tree.resolve(member.getValue(), context.frame(), new Place(node, member.getKey()))
              : doubt(context);
      resource.put(member.getKey(), value instanceof NullValue ? null : value);
    }
    return resource.build().rootedAt(new Origin(file, node.line()));
  }

  private static Gap doubt(Context context) {
    return context.doubt().orElseThrow();
  }
}
