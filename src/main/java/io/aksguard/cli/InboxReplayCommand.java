package io.aksguard.cli;

import io.aksguard.activity.Intake;
import io.aksguard.app.OpenStore;
import io.aksguard.cluster.ArmId;
import io.aksguard.history.Runs;
import io.aksguard.inbox.Inbox;
import io.aksguard.inbox.Orchestrations;
import io.aksguard.inbox.Outbox;
import io.aksguard.inbox.ReverseIndex;
import io.aksguard.inbox.Shelf;
import io.aksguard.inbox.WideChanges;
import io.aksguard.storage.Store;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code aks-guard inbox replay}. */
@Command(
    name = "replay",
    description = "Puts a parked event back; the app works on it within a minute.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "1:it still cannot be understood, and stays parked",
      "2:usage error, or a store that cannot be used; or the output could not be written",
      "0:it was put back"
    })
final class InboxReplayCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private final StoreOptions store = new StoreOptions();

  @Parameters(paramLabel = "ID", description = "of the parked event, or its first digits")
  private String id;

  private final Outside outside;

  InboxReplayCommand(Outside outside) {
    this.outside = outside;
  }

  @Override
  public Integer call() {
    try (OpenStore open = store.existing()) {
      Store all = open.store();
      Clock clock = outside.clock();
      Shelf shelf = new Shelf(all.inbox(), clock);
      String parked = parked(shelf);
      Intake intake =
          new Intake(
              new Inbox(all.inbox(), clock),
              shelf,
              new Outbox(all.inbox(), clock),
              new WideChanges(all.inbox(), clock),
              new ReverseIndex(all.index()),
              new Runs(all.index()),
              cluster -> true,
              clock);
      Intake.Received received = intake.replay(parked, new LeftToTheApp());
      spec.commandLine().getOut().println(parked + ": " + told(received));
      return received.parked() > 0 ? 1 : 0;
    }
  }

  private String parked(Shelf shelf) {
    String wanted = id.strip().toLowerCase(Locale.ROOT);
    List<String> found =
        shelf.parked().stream()
            .map(Shelf.Kept::id)
            .filter(each -> each.startsWith(wanted))
            .toList();
    if (wanted.isEmpty() || found.size() != 1) {
      throw new UsageException(
          found.isEmpty() || wanted.isEmpty()
              ? "there is no parked event '" + id + "'; inbox list shows those there are"
              : found.size() + " parked events begin with '" + id + "'");
    }
    return found.get(0);
  }

  private static String told(Intake.Received received) {
    if (received.parked() > 0) {
      return "it still cannot be understood, and stays parked";
    }
    if (received.queued() > 0) {
      return received.duplicates() == received.queued()
          ? "its clusters knew the event already"
          : "waits for "
              + Amount.of(received.queued(), "cluster")
              + "; the app begins within a minute";
    }
    return received.held() > 0
        ? "held until the next audit of the fleet"
        : "taken off: it changes nothing";
  }

  /** Starts nothing: the app's sweep finds what waits and does not run. */
  private static final class LeftToTheApp implements Orchestrations {
    @Override
    public boolean assess(String instance, ArmId cluster) {
      return false;
    }

    @Override
    public boolean remediate(String instance, ArmId cluster) {
      return false;
    }

    @Override
    public boolean run(String kind, String run) {
      return false;
    }

    @Override
    public boolean isRunning(String instance) {
      return false;
    }
  }
}
