package io.aksguard.app;

import io.aksguard.activity.Approvals;
import io.aksguard.activity.Closing;
import io.aksguard.activity.ClusterWork;
import io.aksguard.activity.DeployedRules;
import io.aksguard.activity.FleetWork;
import io.aksguard.activity.Gates;
import io.aksguard.activity.HistoryCut;
import io.aksguard.activity.InboxSweep;
import io.aksguard.activity.Intake;
import io.aksguard.activity.Judging;
import io.aksguard.activity.Operating;
import io.aksguard.activity.PermitSweep;
import io.aksguard.activity.Planning;
import io.aksguard.activity.Preflight;
import io.aksguard.activity.Proposals;
import io.aksguard.activity.Readiness;
import io.aksguard.activity.Remediation;
import io.aksguard.activity.Review;
import io.aksguard.activity.Rules;
import io.aksguard.activity.SelfRecord;
import io.aksguard.activity.Telling;
import io.aksguard.activity.Traces;
import io.aksguard.control.Catalogue;
import io.aksguard.deployed.ConfigStore;
import io.aksguard.history.Anchors;
import io.aksguard.history.Assessments;
import io.aksguard.history.Ledger;
import io.aksguard.history.Retention;
import io.aksguard.history.Runs;
import io.aksguard.inbox.Agenda;
import io.aksguard.inbox.Inbox;
import io.aksguard.inbox.Outbox;
import io.aksguard.inbox.Owed;
import io.aksguard.inbox.ReverseIndex;
import io.aksguard.inbox.Shelf;
import io.aksguard.inbox.WideChanges;
import io.aksguard.remediation.Attempts;
import io.aksguard.remediation.Plans;
import io.aksguard.remediation.guard.Targets;
import io.aksguard.storage.Store;
import java.time.Clock;

/** The Function App, put together once for the life of a worker. */
public final class App {
  private final Intake intake;
  private final InboxSweep inboxSweep;
  private final Readiness readiness;
  private final ClusterWork clusterWork;
  private final Settings settings;
  private final Approvals approvals;
  private final Proposals proposals;
  private final Operating operating;
  private final Remediation remediation;
  private final Telling telling;
  private final FleetWork fleetWork;
  private final HistoryCut historyCut;
  private final Review review;

  /**
   * @throws IllegalStateException when it cannot be put together; the message says why
   */
  public App(Settings settings, Clock clock) {
    this(settings, clock, Ports.of(settings, clock));
  }

  /** Over ports that somebody else has opened. */
  public App(Settings settings, Clock clock, Ports ports) {
    Store store = ports.store();
    Ledger ledger = new Ledger(store.ledger(), store.index(), store.checkpoints(), clock);
    Runs runs = new Runs(store.index());
    Inbox inbox = new Inbox(store.inbox(), clock);
    Owed owed = new Owed(store.inbox(), clock);
    Agenda agenda = new Agenda(store.inbox(), clock);
    Outbox outbox = new Outbox(store.inbox(), clock);
    ConfigStore deployed =
        new ConfigStore(store.index(), store.config(), Catalogue.builtIn(), clock);
    Rules.Source rules = new DeployedRules(deployed, outbox, clock, ports.collector().sections());
    Shelf shelf = new Shelf(store.inbox(), clock);
    ReverseIndex index = new ReverseIndex(store.index());
    SelfRecord self =
        new SelfRecord(settings.schedules(), ledger, runs, new Assessments(store.index()));
    Attempts attempts = new Attempts(store.plans());
    Traces traces = new Traces(attempts, inbox, settings.principals());
    Plans plans = new Plans(store.plans());
    Planning planning =
        new Planning(
            ledger,
            store.evidence(),
            plans,
            agenda,
            new Targets(store.index()),
            new Preflight(ports.azure()::permitted, clock),
            traces,
            rules,
            clock);
    this.telling = new Telling(ledger, runs, owed, outbox, ports.notices(), planning);
    WideChanges wide = new WideChanges(store.inbox(), clock);
    this.intake = new Intake(inbox, shelf, outbox, wide, index, runs, ports.audited(), clock);
    this.inboxSweep =
        new InboxSweep(
            intake,
            inbox,
            agenda,
            owed,
            telling,
            new PermitSweep(store.index(), ledger, rules, clock));
    this.readiness = new Readiness(store, rules);
    Judging judging =
        new Judging(ports.collector(), rules, self, ledger, index, store.evidence(), clock);
    this.clusterWork = new ClusterWork(judging, ledger, inbox, settings.quiet(), clock);
    this.remediation =
        new Remediation(
            judging,
            rules,
            ledger,
            inbox,
            agenda,
            attempts,
            traces,
            ports.azure(),
            ports.changes(),
            new Gates(store.index(), ledger, rules, clock),
            clock);
    this.settings = settings;
    this.approvals = new Approvals(ledger, inbox, agenda, clock);
    this.proposals = new Proposals(ledger, plans, agenda, rules, clock);
    this.operating = new Operating(store.index(), agenda, rules, clock);
    Anchors anchors = new Anchors(ledger, store.anchors(), ports.signer());
    this.historyCut =
        new HistoryCut(
            ledger,
            anchors,
            new Retention(store.ledger(), store.anchors(), ledger, clock),
            ports.expiry(),
            settings.history(),
            clock);
    Closing closing = new Closing(ledger, runs, outbox, shelf, intake, anchors, clock);
    this.fleetWork =
        new FleetWork(ports.fleet(), rules, self, ledger, runs, inbox, intake, closing, clock);
    this.review = new Review(ledger, runs, rules, closing, clock);
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

  public Approvals approvals() {
    return approvals;
  }

  public Proposals proposals() {
    return proposals;
  }

  public Operating operating() {
    return operating;
  }

  public Settings settings() {
    return settings;
  }

  public Remediation remediation() {
    return remediation;
  }

  public Telling telling() {
    return telling;
  }

  public FleetWork fleetWork() {
    return fleetWork;
  }

  public HistoryCut historyCut() {
    return historyCut;
  }

  public Review review() {
    return review;
  }
}
