package io.aksguard.cli;

import io.aksguard.app.OpenStore;
import io.aksguard.cluster.ArmId;
import io.aksguard.inbox.Inbox;
import io.aksguard.inbox.Owed;
import io.aksguard.inbox.Shelf;
import io.aksguard.inbox.Waiting;
import io.aksguard.inbox.Work;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code aks-guard inbox list}. */
@Command(
    name = "list",
    description = {
      "Lists parked events (which nobody could understand), held ones (of a resource that no known",
      "cluster uses), clusters that wait for an assessment, and clusters whose notices are owed."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"2:usage error, or a store that does not answer", "0:otherwise"})
final class InboxListCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private final StoreOptions store = new StoreOptions();

  @Option(names = "--events", description = "show what is kept of each event, too")
  private boolean events;

  private final Outside outside;

  InboxListCommand(Outside outside) {
    this.outside = outside;
  }

  @Override
  public Integer call() {
    try (OpenStore open = store.existing()) {
      Shelf shelf = new Shelf(open.store().inbox(), outside.clock());
      List<Shelf.Kept> parked = byTime(shelf.parked());
      List<Shelf.Kept> held = byTime(shelf.held());
      parked.forEach(each -> kept("parked", each));
      held.forEach(each -> kept("held", each));
      int waiting = waiting(new Inbox(open.store().inbox(), outside.clock()));
      List<ArmId> owed = owed(new Owed(open.store().inbox(), outside.clock()));
      owed.forEach(each -> line("owed     " + each + ": commits that nobody was told of"));
      out()
          .printf(
              "%d parked, %d held, %s, %d owed%n",
              parked.size(),
              held.size(),
              Amount.of(waiting, "cluster waits", "clusters wait"),
              owed.size());
    }
    return 0;
  }

  private static List<Shelf.Kept> byTime(List<Shelf.Kept> events) {
    return events.stream()
        .sorted(Comparator.comparing(Shelf.Kept::at).thenComparing(Shelf.Kept::id))
        .toList();
  }

  private void kept(String word, Shelf.Kept event) {
    line("%-8s %s  %s: %s".formatted(word, event.at(), event.id(), event.reason()));
    if (events) {
      line("         " + event.body());
    }
  }

  private int waiting(Inbox inbox) {
    int count = 0;
    for (int i = 0; i < Inbox.partitions(); i++) {
      for (Waiting each : inbox.waiting(i)) {
        int waits = inbox.look(each.cluster()).map(Work::events).orElse(List.of()).size();
        line(
            "waiting  %s: %s, %s"
                .formatted(
                    each.cluster(),
                    Amount.of(waits, "event"),
                    each.instance().orElse("nobody works on it yet")));
        count++;
      }
    }
    return count;
  }

  private static List<ArmId> owed(Owed owed) {
    List<ArmId> clusters = new ArrayList<>();
    for (int i = 0; i < Inbox.partitions(); i++) {
      clusters.addAll(owed.clusters(i));
    }
    return clusters;
  }

  private void line(String line) {
    out().println(Failures.oneLine(line));
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
