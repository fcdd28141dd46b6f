package io.aksguard.cli;

import io.aksguard.app.OpenStore;
import io.aksguard.history.Run;
import io.aksguard.history.Runs;
import java.time.DateTimeException;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code aks-guard reviews sign}. */
@Command(
    name = "sign",
    description = "Signs one part of a review off: somebody takes the responsibility for it.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "2:usage error, or a store that cannot be used; or the output could not be written",
      "0:signed"
    })
final class ReviewsSignCommand implements Callable<Integer> {
  private static final Pattern OBJECT_ID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  @Spec private CommandSpec spec;
  @Mixin private final StoreOptions store = new StoreOptions();

  @Parameters(paramLabel = "RUN", description = "the review's id, as reviews list shows it")
  private String run;

  @Option(
      names = "--kind",
      required = true,
      paramLabel = "KIND",
      description = "${COMPLETION-CANDIDATES}")
  private ReviewsCommand.Kind kind;

  @Option(
      names = "--by",
      required = true,
      paramLabel = "OBJECT_ID",
      description = "who signs: object id of a person or an application in Entra ID")
  private String by;

  private final Outside outside;

  ReviewsSignCommand(Outside outside) {
    this.outside = outside;
  }

  @Override
  public Integer call() {
    String who = by.strip().toLowerCase(Locale.ROOT);
    if (!OBJECT_ID.matcher(who).matches()) {
      throw new UsageException(
          "--by: '" + by + "' is no object id; az ad signed-in-user show --query id tells yours");
    }
    try (OpenStore open = store.existing()) {
      Runs runs = new Runs(open.store().index());
      Run review = review(runs);
      runs.signOff(review, kind.word(), who, outside.clock().instant());
      spec.commandLine().getOut().printf("%s: %s signed by %s%n", review.id(), kind.word(), who);
    }
    return 0;
  }

  private Run review(Runs runs) {
    try {
      return runs.find("review", run).orElseThrow(this::unknown);
    } catch (DateTimeException e) {
      throw unknown();
    }
  }

  private UsageException unknown() {
    return new UsageException(
        "there is no review '" + run + "'; reviews list shows those there are");
  }
}
