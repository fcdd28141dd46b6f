package io.aksguard.cli;

import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonWriter;
import io.aksguard.intent.Intent;
import io.aksguard.intent.IntentJson;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code aks-guard remediate}. */
@Command(
    name = "remediate",
    description = {
      "Approves the fix of one control in one cluster, and shows what exactly; the app then carries",
      "it out. It decides as whoever has signed in, who needs the app role Approver."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "2:usage error, not signed in, not allowed, or an app that does not answer",
      "1:nothing waits for an approval, and why; or with --wait: it has ended otherwise than",
      "  verified, or not in time",
      "0:approved, or on its way already; with --wait: verified"
    })
final class RemediateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private final AppOptions app = new AppOptions();

  @Option(names = "--cluster", required = true, paramLabel = "ID", description = "its resource id")
  private String cluster;

  @Option(names = "--control", required = true, paramLabel = "ID", description = "one control")
  private String control;

  @Option(names = "--dry-run", description = "only shows what would be approved")
  private boolean dryRun;

  @Option(names = "--wait", description = "until it has come to its end, and tells each phase")
  private boolean wait;

  @Option(
      names = "--wait-minutes",
      defaultValue = "60",
      paramLabel = "NUMBER",
      description = "waits no longer than that; default: ${DEFAULT-VALUE}")
  private int waitMinutes;

  @Mixin private final HistoryForm form = new HistoryForm();

  private final Outside outside;

  RemediateCommand(Outside outside) {
    this.outside = outside;
  }

  @Override
  public Integer call() {
    if (dryRun && wait) {
      throw new UsageException("--dry-run and --wait exclude each other");
    }
    if (waitMinutes < 1) {
      throw new UsageException("--wait-minutes: " + waitMinutes + " is below 1");
    }
    ArmId id = LiveOptions.cluster(cluster);
    AppClient client = app.client(outside);
    Map<String, String> query = Map.of("cluster", id.value(), "control", control);
    AppFix fix = new AppFix(client.get("fixes", query));
    show(fix);
    if (!fix.waits() && !fix.isUnderWay()) {
      throw new NotDoneException(fix.why());
    }
    if (dryRun) {
      return 0;
    }
    Intent intent = fix.intent().orElseThrow();
    if (fix.waits()) {
      approve(client, intent);
    }
    if (wait) {
      new Watch(() -> new AppFix(client.get("fixes", query)), outside, this::tell)
          .verified(intent.id(), Duration.ofMinutes(waitMinutes));
    }
    return 0;
  }

  private void approve(AppClient client, Intent intent) {
    JsonObject decided =
        client.post("decisions", Map.of("intent", intent.id(), "decision", "approve"));
    out().println(form.isJson() ? JsonWriter.text(decided) : "  approved");
    out().flush();
  }

  private void show(AppFix fix) {
    if (form.isJson()) {
      out().println(JsonWriter.text(fix.json()));
    } else {
      fix.show(out());
    }
  }

  private void tell(Intent intent) {
    String reason = intent.reason().isEmpty() ? "" : ": " + intent.reason();
    out()
        .println(
            form.isJson()
                ? IntentJson.text(intent)
                : "  " + Failures.oneLine(intent.since() + "  " + intent.phase().word() + reason));
    out().flush();
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
