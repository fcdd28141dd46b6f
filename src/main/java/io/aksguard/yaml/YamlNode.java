package io.aksguard.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A value in a YAML file. Asked for what it is not, it reports a problem and answers empty. */
public final class YamlNode {
  private final String file;
  private final String source;
  private final Node node;
  private final List<Problem> problems;

  YamlNode(String file, String source, Node node, List<Problem> problems) {
    this.file = file;
    this.source = source;
    this.node = node;
    this.problems = problems;
  }

  public boolean isMapping() {
    return node instanceof MappingNode;
  }

  public boolean isSequence() {
    return node instanceof SequenceNode;
  }

  public boolean isScalar() {
    return node instanceof ScalarNode;
  }

  /** The members in the file's order. A key that stands twice is a problem. */
  public Map<String, YamlNode> members() {
    Map<String, YamlNode> members = new LinkedHashMap<>();
    if (!(node instanceof MappingNode mapping)) {
      report("expected a mapping");
      return members;
    }
    for (NodeTuple tuple : mapping.getValue()) {
      YamlNode key = wrap(tuple.getKeyNode());
      if (members.put(key.text(), wrap(tuple.getValueNode())) != null) {
        key.report("'" + key.text() + "' stands twice");
      }
    }
    return members;
  }

  /** The members, with a problem for each whose key is not one of {@code known}. */
  public Map<String, YamlNode> members(Set<String> known) {
    Map<String, YamlNode> members = members();
    members.forEach(
        (key, value) -> {
          if (!known.contains(key)) {
            value.report(
                "unknown key '"
                    + key
                    + "'; known are "
                    + known.stream().sorted().collect(Collectors.joining(", ")));
          }
        });
    return members;
  }

  /**
   * The member with this key; where there is none this mapping itself, as the place to report at.
   */
  public YamlNode member(String key) {
    return members().getOrDefault(key, this);
  }

  public List<YamlNode> items() {
    List<YamlNode> items = new ArrayList<>();
    if (node instanceof SequenceNode sequence) {
      sequence.getValue().forEach(item -> items.add(wrap(item)));
    } else {
      report("expected a list");
    }
    return items;
  }

  /** A scalar's text, whatever its type. */
  public String text() {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    report("expected a text");
    return "";
  }

  /** String, Long, Double, Boolean, null, List or Map, as YAML's JSON schema reads it. */
  public @Nullable Object value() {
    if (isMapping()) {
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      members().forEach((key, value) -> map.put(key, value.value()));
      return map;
    }
    if (isSequence()) {
      List<@Nullable Object> list = new ArrayList<>();
      items().forEach(item -> list.add(item.value()));
      return list;
    }
    String text = text();
    Tag tag = node.getTag();
    if (tag.equals(Tag.NULL)) {
      return null;
    }
    if (tag.equals(Tag.BOOL)) {
      return Boolean.valueOf(text);
    }
    try {
      return tag.equals(Tag.INT)
          ? (Object) Long.valueOf(text)
          : tag.equals(Tag.FLOAT) ? (Object) Double.valueOf(text) : text;
    } catch (NumberFormatException e) {
      return text;
    }
  }

  /** Line in the file, from 1. */
  public int line() {
    return mark().getLine() + 1;
  }

  /** Column in the file, from 1. */
  public int column() {
    return mark().getColumn() + 1;
  }

  public String file() {
    return file;
  }

  /** Reports a mistake in this value. */
  public void report(String message) {
    problems.add(new Problem(file, line(), column(), message));
  }

  /**
   * Reports a mistake inside this scalar's text.
   *
   * @param line in the text, from 1
   * @param column in the text, from 0
   */
  public void reportAt(int line, int column, String message) {
    ScalarStyle style =
        node instanceof ScalarNode scalar ? scalar.getScalarStyle() : ScalarStyle.PLAIN;
    if (style == ScalarStyle.LITERAL) {
      int first = line() + 1;
      problems.add(new Problem(file, first + line - 1, indentOf(first) + column + 1, message));
    } else if (style == ScalarStyle.FOLDED) {
      report(message);
    } else {
      int quote = style == ScalarStyle.PLAIN ? 0 : 1;
      problems.add(new Problem(file, line() + line - 1, column() + column + quote, message));
    }
  }

  /** Whether a position in the text can be found in the file: one line, or a {@code |} block. */
  public boolean mapsPositions() {
    return node instanceof ScalarNode scalar
        && scalar.getScalarStyle() != ScalarStyle.FOLDED
        && (scalar.getScalarStyle() == ScalarStyle.LITERAL
            || node.getEndMark().map(Mark::getLine).orElse(0) == mark().getLine());
  }

  private int indentOf(int line) {
    List<String> lines = source.lines().toList();
    String text = line <= lines.size() ? lines.get(line - 1) : "";
    return text.length() - text.stripLeading().length();
  }

  private YamlNode wrap(Node child) {
    return new YamlNode(file, source, child, problems);
  }

  private Mark mark() {
    return node.getStartMark().orElseThrow();
  }
}
