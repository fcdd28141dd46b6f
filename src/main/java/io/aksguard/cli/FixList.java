package io.aksguard.cli;

import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonWriter;
import io.aksguard.intent.Phase;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Fixes with an intent in some phases, of one cluster or of all. */
final class FixList {
  @Mixin private final AppOptions app = new AppOptions();

  @Option(names = "--cluster", paramLabel = "ID", description = "one cluster, by its resource id")
  private @Nullable String cluster;

  @Mixin private final HistoryForm form = new HistoryForm();

  /**
   * Lists them, and answers the exit code.
   *
   * @param sum what so many of them are, such as {@code 1 waits}
   */
  int show(CommandSpec spec, Outside outside, Collection<Phase> phases, Sum sum) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("phase", phases.stream().map(Phase::word).collect(Collectors.joining(",")));
    if (cluster != null) {
      query.put("cluster", LiveOptions.cluster(cluster).value());
    }
    JsonObject listed = app.client(outside).get("approvals", query);
    PrintWriter out = spec.commandLine().getOut();
    List<AppFix> fixes = AppFix.all(listed);
    if (form.isJson()) {
      out.println(JsonWriter.text(listed));
    } else {
      fixes.forEach(fix -> fix.show(out));
      out.println(sum.of(fixes.size()));
    }
    List<?> damaged = listed.array("damaged").map(JsonArray::known).orElse(List.of());
    damaged.forEach(each -> Failures.say(spec.commandLine().getErr(), String.valueOf(each)));
    return damaged.isEmpty() ? 0 : Main.UNUSABLE;
  }

  /** Says how many there are. */
  interface Sum {
    String of(int number);
  }
}
