package io.aksguard.cli;

import io.aksguard.app.OpenStore;
import io.aksguard.deployed.Bundle;
import io.aksguard.deployed.ConfigStore;
import io.aksguard.deployed.Deployed;
import io.aksguard.deployed.Refusal;
import io.aksguard.deployed.Version;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code aks-guard config show}. */
@Command(
    name = "show",
    description = "Shows the guard.yaml in force, another version of it, or the list of versions.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "2:usage error, or a store that does not answer",
      "1:the newest version cannot be used; an older one is in force",
      "0:otherwise"
    })
final class ConfigShowCommand implements Callable<Integer> {
  private static final int MOST_VERSIONS = 1_000;

  @Spec private CommandSpec spec;
  @Mixin private final StoreOptions store = new StoreOptions();

  @Option(
      names = "--version-digest",
      paramLabel = "DIGEST",
      description = "the version of this digest, or of one that begins so")
  private @Nullable String digest;

  @Option(names = "--versions", description = "the list of all versions, the newest first")
  private boolean list;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (OpenStore open = store.existing()) {
      ConfigStore configs = Configs.of(open);
      if (list) {
        configs.versions(MOST_VERSIONS).forEach(version -> out.println(Configs.line(version)));
        return 0;
      }
      if (digest != null) {
        show(configs, find(configs, digest), out);
        return 0;
      }
      Deployed deployed = configs.current();
      if (deployed.digest().isEmpty()) {
        out.println("# nothing was pushed: defaults are in force");
      } else {
        show(configs, deployed.digest(), out);
      }
      return refused(deployed.refusal());
    }
  }

  private int refused(@Nullable Refusal refusal) {
    if (refusal == null) {
      return 0;
    }
    PrintWriter err = spec.commandLine().getErr();
    Failures.say(err, "the newest version, " + refusal.digest() + ", cannot be used:");
    refusal.problems().forEach(problem -> Failures.say(err, problem.toString()));
    return 1;
  }

  private static String find(ConfigStore configs, String begin) {
    List<String> found =
        configs.versions(MOST_VERSIONS).stream()
            .map(Version::digest)
            .filter(each -> each.startsWith(begin))
            .distinct()
            .toList();
    if (found.size() != 1) {
      throw new UsageException(
          "--version-digest: "
              + (found.isEmpty() ? "there is no version " : "more than one version is ")
              + begin);
    }
    return found.get(0);
  }

  private static void show(ConfigStore configs, String digest, PrintWriter out) {
    Bundle bundle =
        configs
            .bundle(digest)
            .orElseThrow(() -> new UsageException("version " + digest + " is not in the store"));
    out.println("# " + digest);
    bundle.controls().keySet().forEach(path -> out.println("# with " + path));
    out.print(bundle.guard());
    if (!bundle.guard().endsWith("\n")) {
      out.println();
    }
  }
}
