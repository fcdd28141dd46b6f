package io.aksguard.cli;

import io.aksguard.app.OpenStore;
import io.aksguard.history.Run;
import io.aksguard.history.Runs;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code aks-guard reviews list}. */
@Command(
    name = "list",
    description = "Lists the reviews, the newest first, and who has signed them off.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"2:usage error, or a store that does not answer", "0:otherwise"})
final class ReviewsListCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private final StoreOptions store = new StoreOptions();

  @Option(
      names = "--most",
      defaultValue = "20",
      paramLabel = "NUMBER",
      description = "default: ${DEFAULT-VALUE}")
  private int most;

  @Override
  public Integer call() {
    if (most < 1) {
      throw new UsageException("--most: " + most + " is below 1");
    }
    PrintWriter out = spec.commandLine().getOut();
    try (OpenStore open = store.existing()) {
      Runs runs = new Runs(open.store().index());
      List<Run> reviews = runs.newest("review", most);
      for (Run review : reviews) {
        out.println(
            Failures.oneLine(
                "%s  %s, %.1f %% covered, %d changed; %s"
                    .formatted(
                        review.id(),
                        Amount.of(review.coverage().clusters(), "cluster"),
                        review.coverage().percent(),
                        review.moved(),
                        signed(runs, review))));
      }
      out.println(Amount.of(reviews.size(), "review"));
    }
    return 0;
  }

  private static String signed(Runs runs, Run review) {
    return Arrays.stream(ReviewsCommand.Kind.values())
        .map(
            kind ->
                kind.word()
                    + runs.signedOff(review, kind.word())
                        .map(who -> " signed by " + who)
                        .orElse(" not signed"))
        .collect(Collectors.joining(", "));
  }
}
