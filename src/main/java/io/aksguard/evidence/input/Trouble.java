package io.aksguard.evidence.input;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** What a parser or the file system said, as one sentence with its place. */
final class Trouble {
  private Trouble() {}

  static String of(Exception e) {
    if (e instanceof JacksonException json) {
      JsonLocation at = json.getLocation();
      String place =
          at == null ? "" : "line " + at.getLineNr() + ", column " + at.getColumnNr() + ": ";
      return place + brief(json.getOriginalMessage());
    }
    if (e instanceof MarkedYamlEngineException yaml) {
      Mark at = yaml.getProblemMark().orElse(null);
      String place =
          at == null
              ? ""
              : "line " + (at.getLine() + 1) + ", column " + (at.getColumn() + 1) + ": ";
      return place + brief(yaml.getProblem());
    }
    return e instanceof IOException io ? FileTree.reason(io) : brief(e.getMessage());
  }

  /** The first line, without the class names that parsers add. */
  private static String brief(@Nullable String message) {
    String text = message == null ? "not readable" : message.lines().findFirst().orElse("");
    int at = text.indexOf(" (start marker at");
    // A token that is none may be what a Secret holds.
    return (at < 0 ? text : text.substring(0, at))
        .replaceAll(", from `[^`]*`", "")
        .replaceAll("^Unrecognized token '.*?': ", "Unrecognized token: ");
  }
}
