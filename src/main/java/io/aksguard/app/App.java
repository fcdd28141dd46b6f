package io.aksguard.app;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import io.aksguard.activity.Closing;
import io.aksguard.activity.ClusterWork;
import io.aksguard.activity.DeployedRules;
import io.aksguard.activity.FleetWork;
import io.aksguard.activity.InboxSweep;
import io.aksguard.activity.Intake;
import io.aksguard.activity.Readiness;
import io.aksguard.activity.Review;
import io.aksguard.activity.Rules;
import io.aksguard.activity.SelfRecord;
import io.aksguard.activity.Telling;
import io.aksguard.adapter.arm.ArmClient;
import io.aksguard.adapter.arm.DirectCollector;
import io.aksguard.adapter.arm.Limits;
import io.aksguard.adapter.arm.Pause;
import io.aksguard.adapter.arm.Pipelines;
import io.aksguard.adapter.eventgrid.EventGridNotices;
import io.aksguard.adapter.graph.GraphClient;
import io.aksguard.adapter.graph.RunFleet;
import io.aksguard.adapter.graph.Scope;
import io.aksguard.adapter.graph.Sweep;
import io.aksguard.adapter.graph.Whereabouts;
import io.aksguard.control.Catalogue;
import io.aksguard.deployed.ConfigStore;
import io.aksguard.history.Anchors;
import io.aksguard.history.Assessments;
import io.aksguard.history.Ledger;
import io.aksguard.history.LocalSigner;
import io.aksguard.history.Runs;
import io.aksguard.history.Signer;
import io.aksguard.inbox.Inbox;
import io.aksguard.inbox.Outbox;
import io.aksguard.inbox.Owed;
import io.aksguard.inbox.ReverseIndex;
import io.aksguard.inbox.Shelf;
import io.aksguard.notice.Notices;
import io.aksguard.storage.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;

/** The Function App, put together once for the life of a worker. */
public final class App {
  private final Intake intake;
  private final InboxSweep inboxSweep;
  private final Readiness readiness;
  private final ClusterWork clusterWork;
  private final Telling telling;
  private final FleetWork fleetWork;
  private final Review review;

  /**
   * @throws IllegalStateException when it cannot be put together; the message says why
   */
  public App(Settings settings, Clock clock) {
    TokenCredential credential = Credentials.of(settings.environment());
    Store store = Stores.open(settings.store()).store();
    Ledger ledger = new Ledger(store.ledger(), store.index(), store.checkpoints(), clock);
    Runs runs = new Runs(store.index());
    Inbox inbox = new Inbox(store.inbox(), clock);
    Owed owed = new Owed(store.inbox(), clock);
    Outbox outbox = new Outbox(store.inbox(), clock);
    ConfigStore deployed =
        new ConfigStore(store.index(), store.config(), Catalogue.builtIn(), clock);
    Rules.Source rules = new DeployedRules(deployed, outbox, clock);
    Shelf shelf = new Shelf(store.inbox(), clock);
    ReverseIndex index = new ReverseIndex(store.index());
    SelfRecord self =
        new SelfRecord(settings.schedules(), ledger, runs, new Assessments(store.index()));
    Azure azure = new Azure(settings, credential, clock);

    this.telling = new Telling(ledger, runs, owed, outbox, notices(settings, credential));
    this.intake = new Intake(inbox, shelf, outbox, index, runs, clock);
    this.inboxSweep = new InboxSweep(inbox, owed, telling);
    this.readiness = new Readiness(store, rules);
    this.clusterWork =
        new ClusterWork(
            azure.collector(),
            rules,
            self,
            ledger,
            inbox,
            index,
            store.evidence(),
            settings.quiet(),
            clock);
    Anchors anchors = new Anchors(ledger, store.anchors(), signer(settings));
    Closing closing = new Closing(ledger, runs, outbox, shelf, intake, anchors, clock);
    RunFleet fleet = new RunFleet(azure.sweep(), store.runs());
    this.fleetWork = new FleetWork(fleet, rules, self, ledger, runs, inbox, intake, closing, clock);
    this.review = new Review(ledger, runs, rules, closing, clock);
  }

  /** What reads Azure. */
  private record Azure(DirectCollector collector, Sweep sweep) {
    private Azure(Settings settings, TokenCredential credential, Clock clock) {
      this(
          settings,
          new ArmClient(
              Pipelines.of(credential, settings.arm()),
              settings.arm(),
              Limits.standard(),
              clock,
              Pause.real()),
          clock);
    }

    private Azure(Settings settings, ArmClient arm, Clock clock) {
      this(
          arm,
          new GraphClient(
              arm,
              settings
                  .managementGroup()
                  .map(Scope::below)
                  .orElseGet(() -> Scope.of(settings.subscriptions())),
              clock),
          clock);
    }

    private Azure(ArmClient arm, GraphClient graph, Clock clock) {
      this(
          new DirectCollector(
              arm, new Whereabouts(graph, clock), graph.scope().subscriptions(), clock),
          new Sweep(arm, graph, clock));
    }
  }

  private static Notices notices(Settings settings, TokenCredential credential) {
    if (settings.topic().isEmpty()) {
      return notices -> {};
    }
    return EventGridNotices.to(
        settings.topic().get().toString(),
        credential,
        new JdkHttpClientBuilder().build(),
        settings.source());
  }

  private static Signer signer(Settings settings) {
    try {
      return LocalSigner.of(Path.of(settings.store()).resolve("anchor-key.pem"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Intake intake() {
    return intake;
  }

  public InboxSweep inboxSweep() {
    return inboxSweep;
  }

  public Readiness readiness() {
    return readiness;
  }

  public ClusterWork clusterWork() {
    return clusterWork;
  }

  public Telling telling() {
    return telling;
  }

  public FleetWork fleetWork() {
    return fleetWork;
  }

  public Review review() {
    return review;
  }
}
