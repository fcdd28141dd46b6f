package io.aksguard.cli;

import io.aksguard.control.Status;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Which findings are shown. */
final class IncludeOption {
  @Option(
      names = "--include",
      split = ",",
      defaultValue = "fail,unknown",
      paramLabel = "STATUS",
      description = "which findings to show: pass, fail, not_applicable, unknown, or all")
  private List<String> include;

  /**
   * @throws UsageException where a word is no status
   */
  List<Status> statuses() {
    if (include.stream().anyMatch(word -> word.strip().equalsIgnoreCase("all"))) {
      return List.of(Status.values());
    }
    return include.stream()
        .flatMap(
            word -> {
              Stream<Status> found =
                  Arrays.stream(Status.values())
                      .filter(s -> s.name().equalsIgnoreCase(word.strip()));
              return found.findAny().map(Stream::of).orElseThrow(() -> unknownStatus(word));
            })
        .toList();
  }

  private static UsageException unknownStatus(String word) {
    return new UsageException(
        "--include: '" + word + "' is none of pass, fail, not_applicable, unknown, all");
  }
}
