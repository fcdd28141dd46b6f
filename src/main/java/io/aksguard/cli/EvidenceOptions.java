package io.aksguard.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where evidence comes from: files, or Azure. */
final class EvidenceOptions {
  @Option(
      names = "--input",
      arity = "1..*",
      paramLabel = "PATH",
      converter = Paths.class,
      description =
          "files or folders: ARM bodies, lists, Resource Graph rows, az output, templates")
  private List<Path> inputs = List.of();

  @Mixin private final LiveOptions live = new LiveOptions();

  @Option(
      names = "--assume-complete",
      description = "what is absent from the inputs is absent from Azure")
  private boolean assumeComplete;

  /** The files; none where Azure is read. */
  List<Path> inputs() {
    return inputs;
  }

  /**
   * @param command whose help tells more
   * @throws UsageException where they do not say one place to read from
   */
  void check(String command) {
    if (inputs.isEmpty() == !live.given()) {
      throw new UsageException(
          inputs.isEmpty()
              ? "Missing required option: '--input=PATH', or what to read from Azure:"
                  + " --subscription, --management-group or --cluster;"
                  + (" aks-guard " + command + " --help shows what there is")
              : "--input and what is read from Azure exclude each other");
    }
    if (assumeComplete && live.given()) {
      throw new UsageException("--assume-complete is for exports: Azure itself says what is whole");
    }
  }

  Evidenced open(Outside outside) throws IOException {
    return inputs.isEmpty()
        ? Evidenced.live(live, outside, assumeComplete)
        : Evidenced.files(inputs, assumeComplete);
  }

  /** What to say where there was no cluster. */
  String nothing() {
    return inputs.isEmpty()
        ? "Azure shows no cluster there; aks-guard doctor tells what can be read"
        : "there is no cluster in the inputs;"
            + " give --input an export or a template that holds one";
  }
}
