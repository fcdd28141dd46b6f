package io.aksguard.yaml;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads one YAML file of an author: a control, a case, a table, guard.yaml. */
public final class YamlFile {
  private static final int MOST_CODE_POINTS = 4 << 20;

  private YamlFile() {}

  /** The document's root, or empty after adding to {@code problems} why there is none. */
  public static Optional<YamlNode> parse(String file, String text, List<Problem> problems) {
    LoadSettings settings =
        LoadSettings.builder().setLabel(file).setCodePointLimit(MOST_CODE_POINTS).build();
    try {
      Nesting.check(settings, text);
      Optional<Node> root = new Compose(settings).composeString(text);
      if (root.isEmpty()) {
        problems.add(new Problem(file, 1, 1, "the file is empty"));
      }
      Optional<String> excess = root.flatMap(Excess::in);
      if (excess.isPresent()) {
        problems.add(new Problem(file, 1, 1, excess.get()));
        return Optional.empty();
      }
      return root.map(node -> new YamlNode(file, text, node, problems));
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(Mark::getLine).orElse(0) + 1;
      int column = e.getProblemMark().map(Mark::getColumn).orElse(0) + 1;
      problems.add(new Problem(file, line, column, sentence(e)));
    } catch (YamlEngineException e) {
      problems.add(new Problem(file, 1, 1, String.valueOf(e.getMessage())));
    }
    return Optional.empty();
  }

  /** The file's text, or empty after adding to {@code problems} that it is no text. */
  public static Optional<String> text(String file, Path path, List<Problem> problems)
      throws IOException {
    try {
      return Optional.of(Files.readString(path));
    } catch (CharacterCodingException e) {
      problems.add(new Problem(file, 1, 1, "the file is not UTF-8 text"));
      return Optional.empty();
    }
  }

  /** The parser's words on one line; a star without quotes is what people write in a waiver. */
  private static String sentence(MarkedYamlEngineException e) {
    return String.valueOf(e.getContext()).contains("an alias")
        ? "a text that begins with '*' needs quotes"
        : e.getProblem().replaceAll("\\s+", " ");
  }
}
