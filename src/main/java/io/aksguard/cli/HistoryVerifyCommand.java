package io.aksguard.cli;

import io.aksguard.app.OpenStore;
import io.aksguard.history.AnchorKey;
import io.aksguard.history.ListedCluster;
import io.aksguard.history.Problem;
import io.aksguard.history.Verification;
import io.aksguard.history.Verifier;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code aks-guard history verify}. */
@Command(
    name = "verify",
    description = "Verifies all chains, and the anchors that were signed over them.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:everything is as it was recorded",
      "1:something is not; the first row is named",
      "2:usage error, or the store does not answer"
    })
final class HistoryVerifyCommand implements Callable<Integer> {
  private static final int MOST_OTHERS = 20;

  @Spec private CommandSpec spec;
  @Mixin private final StoreOptions store = new StoreOptions();

  @Option(
      names = "--key",
      arity = "1..*",
      paramLabel = "FILE",
      converter = Paths.class,
      description = {
        "public keys that may have signed anchors, as JSON Web Key or PEM;",
        "default: the key of the first anchor is trusted"
      })
  private @Nullable List<Path> files;

  @Override
  public Integer call() throws IOException {
    Set<AnchorKey> keys = new HashSet<>();
    for (Path file : files == null ? List.<Path>of() : files) {
      keys.add(key(file));
    }
    try (OpenStore open = store.existing()) {
      Verification verification = new Verifier(open.store(), keys).verify();
      PrintWriter out = spec.commandLine().getOut();
      summary(out, verification.seen(), keys.isEmpty());
      if (verification instanceof Verification.Bad bad) {
        Map<String, String> names = names(open);
        tell(out, "first bad row", bad.first(), names);
        bad.others().stream()
            .limit(MOST_OTHERS)
            .forEach(problem -> tell(out, "bad as well", problem, names));
        if (bad.others().size() > MOST_OTHERS) {
          out.println("and " + (bad.others().size() - MOST_OTHERS) + " more");
        }
        return 1;
      }
      out.println("good");
      return 0;
    }
  }

  private static AnchorKey key(Path file) throws IOException {
    try {
      return AnchorKey.parse(Files.readString(file));
    } catch (IllegalArgumentException e) {
      throw new UsageException("--key: " + file + ": " + e.getMessage());
    }
  }

  private static void summary(PrintWriter out, Verification.Seen seen, boolean pinned) {
    out.printf(
        "%s, %s, %s, %s%n",
        Amount.of(seen.clusters(), "cluster"),
        Amount.of(seen.commits(), "commit"),
        Amount.of(seen.transitions(), "transition"),
        Amount.of(seen.anchors(), "anchor"));
    seen.newestAnchor()
        .ifPresentOrElse(
            at ->
                out.printf(
                    "newest anchor %s; %s newer, not yet anchored%n",
                    at, Amount.of(seen.notYetAnchored(), "commit is", "commits are")),
            () -> out.println("there is no anchor yet: whoever writes the tables could forge all"));
    if (pinned && seen.anchors() > 0) {
      out.println("the key of the first anchor was trusted; --key FILE checks it as well");
    }
    seen.remarks().forEach(remark -> out.println(Failures.oneLine(remark)));
  }

  private static Map<String, String> names(OpenStore open) {
    Map<String, String> names = new HashMap<>();
    try {
      for (ListedCluster each : HistoryShowCommand.ledger(open).clusters()) {
        names.put(each.cluster().value(), " (" + each.id() + ")");
      }
    } catch (IllegalArgumentException | IllegalStateException damaged) {
      // the list is what is bad, and names nothing
    }
    return names;
  }

  private static void tell(
      PrintWriter out, String what, Problem problem, Map<String, String> names) {
    out.println(
        Failures.oneLine(
            what
                + ": partition "
                + problem.partition()
                + names.getOrDefault(problem.partition(), "")
                + ", row "
                + problem.key()
                + ": "
                + problem.wrong()
                + "; expected "
                + problem.expected()));
  }
}
