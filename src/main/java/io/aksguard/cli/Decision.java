package io.aksguard.cli;

import io.aksguard.intent.Intent;
import io.aksguard.intent.IntentJson;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;

/** A person's word about one intent. */
final class Decision {
  /** What its exit codes mean, for the help of each command that decides. */
  static final String UNUSABLE =
      "2:usage error, no such intent, not signed in, not allowed, or an app that does not answer";

  static final String TOO_LATE = "1:there is nothing to decide any more, and why";

  @Mixin private final AppOptions app = new AppOptions();

  @Parameters(paramLabel = "INTENT", description = "its id, as the list shows it")
  private String intent;

  /** Says it to the app, and tells what became of it. */
  int say(CommandSpec spec, Outside outside, String decision, String reason) {
    Intent decided =
        IntentJson.read(
            app.client(outside)
                .post(
                    "decisions",
                    Map.of("intent", intent.strip(), "decision", decision, "reason", reason)));
    spec.commandLine()
        .getOut()
        .println(
            Failures.oneLine(
                "%s is %s by the word of %s"
                    .formatted(decided.control(), decided.phase().word(), decided.by())));
    return 0;
  }
}
