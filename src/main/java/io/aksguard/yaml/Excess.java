package io.aksguard.yaml;

import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Looks for documents that would grow without end where their aliases are followed. */
final class Excess {
  /** The largest of our own files has some thousands. */
  private static final int MOST_NODES = 200_000;

  private int left = MOST_NODES;

  private Excess() {}

  /** What is too much about the document, or empty. */
  static Optional<String> in(Node root) {
    return new Excess().look(root, Nesting.DEEPEST + 1);
  }

  private Optional<String> look(Node node, int depth) {
    if (depth == 0) {
      return Optional.of("an alias leads back to what it stands in");
    }
    if (--left < 0) {
      return Optional.of("more than " + MOST_NODES + " values, as where aliases multiply");
    }
    Optional<String> found = Optional.empty();
    if (node instanceof SequenceNode sequence) {
      for (Node item : sequence.getValue()) {
        found = found.isPresent() ? found : look(item, depth - 1);
      }
    } else if (node instanceof MappingNode mapping) {
      for (NodeTuple tuple : mapping.getValue()) {
        found = found.isPresent() ? found : look(tuple.getKeyNode(), depth - 1);
        found = found.isPresent() ? found : look(tuple.getValueNode(), depth - 1);
      }
    }
    return found;
  }
}
