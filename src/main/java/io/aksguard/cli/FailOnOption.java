package io.aksguard.cli;

import io.aksguard.control.Severity;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The least severity that an open failure counts from. */
final class FailOnOption {
  @Option(
      names = "--fail-on",
      defaultValue = "high",
      paramLabel = "SEVERITY",
      description = "high, medium, low or never; default: ${DEFAULT-VALUE}")
  private String failOn;

  /**
   * Null where none counts.
   *
   * @throws UsageException where the word is no severity
   */
  @Nullable Severity threshold() {
    String word = failOn.strip().toLowerCase(Locale.ROOT);
    if (word.equals("never")) {
      return null;
    }
    return Severity.of(word)
        .orElseThrow(
            () ->
                new UsageException(
                    "--fail-on: '" + failOn + "' is none of high, medium, low, never"));
  }
}
