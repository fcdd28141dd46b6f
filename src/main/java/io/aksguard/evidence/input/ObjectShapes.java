package io.aksguard.evidence.input;

import io.aksguard.evidence.JsonObject;
import java.util.Map;

/**
 * The kinds of value that Kubernetes has at the paths that controls read (objects.txt). Sentences
 * show no values: they may be secrets.
 */
final class ObjectShapes {
  private static final Map<String, Shape> BY_KIND = Shape.read("objects.txt");
  private static final String ANY = "every-object";

  private ObjectShapes() {}

  static Shapes.Checked check(JsonObject object) {
    ShapeCheck check = new ShapeCheck(title(object));
    String kind = object.string("kind").orElse("");
    JsonObject checked = check.check(object, shape(ANY));
    if (BY_KIND.containsKey(kind)) {
      checked = check.check(checked, shape(kind));
    }
    return new Shapes.Checked(checked, check.notes(), check.refused());
  }

  private static String title(JsonObject object) {
    JsonObject metadata = object.object("metadata").orElse(JsonObject.of(Map.of()));
    return object.string("kind").orElse("")
        + " "
        + metadata.string("namespace").map(namespace -> namespace + "/").orElse("")
        + metadata.string("name").orElse("without a name");
  }

  private static Shape shape(String name) {
    Shape shape = BY_KIND.get(name);
    if (shape == null) {
      throw new IllegalStateException("objects.txt has no section " + name);
    }
    return shape;
  }
}
