package io.aksguard.evidence.input;

import dev.cel.common.values.NullValue;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A YAML document as evidence, in which each object and list knows its line. */
final class YamlValues {
  /** As for JSON; more than a document of the largest file that is read has without aliases. */
  private static final int MOST_VALUES = 500_000;

  private static final int DEEPEST = 100;

  private int left = MOST_VALUES;

  private YamlValues() {}

  /**
   * The document's value; {@link NullValue} where there is none.
   *
   * @throws IOException when a key comes twice, when there are too many values, as where aliases
   *     multiply, or when they nest too deep, as where an alias leads back
   */
  static Object of(Node root) throws IOException {
    return new YamlValues().value(root, DEEPEST);
  }

  private Object value(Node node, int depth) throws IOException {
    if (depth < 0) {
      throw new IOException("an alias leads back to what it stands in");
    }
    if (--left < 0) {
      throw new IOException("more than " + MOST_VALUES + " values");
    }
    if (node instanceof MappingNode mapping) {
      return object(mapping, depth);
    }
    if (node instanceof SequenceNode sequence) {
      List<Object> elements = new ArrayList<>(sequence.getValue().size());
      for (Node element : sequence.getValue()) {
        elements.add(value(element, depth - 1));
      }
      return JsonArray.of(line(sequence), elements);
    }
    return scalar((ScalarNode) node);
  }

  private JsonObject object(MappingNode mapping, int depth) throws IOException {
    JsonObject.Builder object = new JsonObject.Builder(line(mapping));
    Set<String> keys = new HashSet<>();
    for (NodeTuple member : mapping.getValue()) {
      if (!(member.getKeyNode() instanceof ScalarNode key)) {
        throw new IOException("line " + line(member.getKeyNode()) + ": a key is no text");
      }
      if (!keys.add(key.getValue())) {
        throw new IOException("line " + line(key) + ": found duplicate key " + key.getValue());
      }
      Object value = value(member.getValueNode(), depth - 1);
      object.put(key.getValue(), value instanceof NullValue ? null : value);
    }
    return object.build();
  }

  private static Object scalar(ScalarNode node) {
    String text = node.getValue();
    Tag tag = node.getTag();
    if (tag.equals(Tag.NULL)) {
      return NullValue.NULL_VALUE;
    }
    if (tag.equals(Tag.BOOL)) {
      return Boolean.valueOf(text);
    }
    if (tag.equals(Tag.INT) && text.matches("-?[0-9]{1,18}")) {
      return Long.valueOf(text);
    }
    boolean isNumber = tag.equals(Tag.INT) || tag.equals(Tag.FLOAT);
    return isNumber && text.matches("[-+.0-9eE]+") ? (Object) Double.valueOf(text) : text;
  }

  private static int line(Node node) {
    return node.getStartMark().map(Mark::getLine).orElse(-1) + 1;
  }
}
