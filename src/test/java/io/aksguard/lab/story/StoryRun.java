package io.aksguard.lab.story;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.aksguard.lab.tenant.TenantOptions;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** One command line of the laboratory, run in this process. */
record StoryRun(int code, List<String> out, List<String> err) {

  /** Runs the arguments; a path is given as its text. */
  static StoryRun of(Object... arguments) {
    return of(UnaryOperator.identity(), arguments);
  }

  /** The same in a tenant that behaves otherwise. */
  static StoryRun of(UnaryOperator<TenantOptions> tenant, Object... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    String[] texts = Stream.of(arguments).map(String::valueOf).toArray(String[]::new);
    int code =
        Story.run(
            new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), tenant, texts);
    return new StoryRun(
        code, out.toString(UTF_8).lines().toList(), err.toString(UTF_8).lines().toList());
  }
}
