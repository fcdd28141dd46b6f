package io.aksguard.cli;

import io.aksguard.app.OpenStore;
import io.aksguard.app.Stores;
import io.aksguard.cluster.ArmId;
import io.aksguard.cluster.ClusterKey;
import io.aksguard.config.GuardConfig;
import io.aksguard.control.AuthorException;
import io.aksguard.control.Catalogue;
import io.aksguard.control.Control;
import io.aksguard.evidence.Evidence;
import io.aksguard.evidence.JsonWriter;
import io.aksguard.evidence.input.InputLine;
import io.aksguard.evidence.input.Inputs;
import io.aksguard.finding.Auditor;
import io.aksguard.finding.Finding;
import io.aksguard.finding.State;
import io.aksguard.history.Ledger;
import io.aksguard.intent.Intent;
import io.aksguard.remediation.PlanJson;
import io.aksguard.remediation.Planned;
import io.aksguard.remediation.Planner;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code aks-guard plan}. */
@Command(
    name = "plan",
    description =
        "Shows what would mend each failure: the calls, their JSON Patch, and what they do to what"
            + " runs. Nothing is written to Azure.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "2:usage error, an input that could not be read, or no cluster in it",
      "0:otherwise"
    })
final class PlanCommand implements Callable<Integer> {
  /** Whoever runs this is not the app. */
  private static final String UNCHECKED =
      "whether the app may do that was not checked: it asks Azure before it plans and writes";

  @Spec private CommandSpec spec;
  @Mixin private final ControlOptions controls = new ControlOptions();

  @Mixin private final EvidenceOptions from = new EvidenceOptions();

  @Option(
      names = "--at",
      paramLabel = "INSTANT",
      converter = Instants.class,
      description = "judge as of then; default: now")
  private @Nullable Instant at;

  @Option(
      names = "--explain",
      paramLabel = "CONTROL",
      description = "says of one control who decides about its fix, and what holds it")
  private @Nullable String explain;

  @Option(
      names = "--store",
      paramLabel = "WHERE",
      description = "with --explain: says what the ledger of this store knows of the fix, too")
  private @Nullable String store;

  @Mixin private final HistoryForm form = new HistoryForm();

  private final Outside outside;
  private int clusters;

  PlanCommand(Outside outside) {
    this.outside = outside;
  }

  @Override
  public Integer call() throws IOException, AuthorException {
    from.check("plan");
    Catalogue catalogue = controls.catalogue();
    GuardConfig config = controls.config(catalogue);
    Instant instant = at == null ? outside.clock().instant() : at;
    Optional<Control> explained = explained(catalogue);
    Auditor auditor = new Auditor(catalogue, controls.selected(catalogue), config, instant);
    Planner planner = new Planner(catalogue, config, instant);
    List<InputLine> lines = new ArrayList<>();
    try (Evidenced evidenced = from.open(outside)) {
      Inputs read = evidenced.inputs();
      read.clusters(evidence -> show(evidence, auditor.audit(evidence), planner, explained));
      lines.addAll(evidenced.lines());
      lines.addAll(read.lines());
    }
    return code(lines);
  }

  private void show(
      Evidence evidence, List<Finding> findings, Planner planner, Optional<Control> explained) {
    clusters++;
    List<State> states = findings.stream().map(State::of).toList();
    Planned planned = planner.plan(evidence.resource(), states, Optional.of(evidence));
    PrintWriter out = spec.commandLine().getOut();
    if (form.isJson()) {
      Map<String, Object> members = new LinkedHashMap<>();
      members.put("cluster", evidence.resource());
      members.put("permissionsChecked", false);
      members.putAll(PlanJson.members(planned));
      out.println(JsonWriter.text(members));
      return;
    }
    out.println(Failures.oneLine(evidence.resource()));
    if (explained.isPresent()) {
      new Explanation(out, explained.get()).show(findings, planned, known(evidence));
    } else {
      new PlanText(out).show(planned);
    }
    if (!planned.writes().isEmpty()) {
      out.println("  " + UNCHECKED);
    }
  }

  private Optional<Intent> known(Evidence evidence) {
    Optional<ArmId> cluster = ArmId.parse(evidence.resource());
    if (store == null || cluster.isEmpty()) {
      return Optional.empty();
    }
    try (OpenStore open = Stores.existing(store)) {
      Ledger ledger = HistoryShowCommand.ledger(open);
      return Optional.ofNullable(
          ledger.known(ClusterKey.of(cluster.get())).intents().get(String.valueOf(explain)));
    } catch (IllegalArgumentException e) {
      throw new UsageException("--store: " + e.getMessage());
    }
  }

  private Optional<Control> explained(Catalogue catalogue) {
    if (explain == null) {
      if (store != null) {
        throw new UsageException("--store goes with --explain");
      }
      return Optional.empty();
    }
    if (form.isJson() || controls.isPartial()) {
      throw new UsageException(
          "--explain tells people about one control of the whole plan: leave out --format json, and"
              + " what picks controls");
    }
    Optional<Control> named =
        catalogue.controls().stream().filter(control -> control.id().equals(explain)).findFirst();
    if (named.isEmpty()) {
      throw new UsageException(
          "--explain: there is no control '" + explain + "'; aks-guard controls list has all");
    }
    return named;
  }

  private int code(List<InputLine> lines) {
    PrintWriter err = spec.commandLine().getErr();
    List<InputLine> errors =
        lines.stream().filter(line -> line.status() == InputLine.Status.ERROR).toList();
    errors.forEach(line -> Failures.say(err, line.path() + ": " + line.reason()));
    if (clusters == 0) {
      Failures.say(err, from.nothing());
    }
    return errors.isEmpty() && clusters > 0 ? 0 : Main.UNUSABLE;
  }
}
