package io.aksguard.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;

/** One command line, run in this process. */
record CommandRun(int code, String out, String err) {

  /** Runs the arguments; a path is given as its text. */
  static CommandRun of(Object... arguments) {
    return outside(Outside.real(), arguments);
  }

  /** As {@link #of}, in another world. */
  static CommandRun outside(Outside outside, Object... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    StringWriter err = new StringWriter();
    String[] texts = Stream.of(arguments).map(String::valueOf).toArray(String[]::new);
    int code = Main.run(out, new PrintWriter(err), outside, texts);
    return new CommandRun(code, out.toString(UTF_8), err.toString());
  }

  JsonObject json() {
    return JsonReader.object(out);
  }

  /** {@code control subject STATUS} of each finding in a JSON report. */
  List<String> findings() {
    return json().array("findings").orElseThrow().objects().stream()
        .map(
            f ->
                f.string("control").orElseThrow()
                    + " "
                    + f.string("subject").orElseThrow()
                    + " "
                    + f.string("status").orElseThrow())
        .toList();
  }

  /** {@code status reason} of each line of the inputs in a JSON report that says something. */
  List<String> inputs() {
    return json().array("inputs").orElseThrow().objects().stream()
        .map(i -> i.string("status").orElseThrow() + " " + i.string("reason").orElse(""))
        .toList();
  }
}
