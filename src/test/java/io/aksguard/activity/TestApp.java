package io.aksguard.activity;

import io.aksguard.cluster.ArmId;
import io.aksguard.config.GuardConfig;
import io.aksguard.control.Catalogue;
import io.aksguard.history.Assessments;
import io.aksguard.history.Ledger;
import io.aksguard.history.Runs;
import io.aksguard.inbox.Agenda;
import io.aksguard.inbox.Inbox;
import io.aksguard.inbox.Orchestrations;
import io.aksguard.inbox.Outbox;
import io.aksguard.inbox.Owed;
import io.aksguard.inbox.ReverseIndex;
import io.aksguard.inbox.Shelf;
import io.aksguard.inbox.WideChanges;
import io.aksguard.notice.Notice;
import io.aksguard.notice.Notices;
import io.aksguard.notice.UnpublishedException;
import io.aksguard.remediation.Attempts;
import io.aksguard.remediation.Plans;
import io.aksguard.remediation.azure.Permitted;
import io.aksguard.remediation.guard.Targets;
import io.aksguard.remediation.permission.Granted;
import io.aksguard.storage.Blobs;
import io.aksguard.storage.MemoryStore;
import io.aksguard.storage.Store;
import io.aksguard.storage.UnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The activities over a store in memory, with a clock that a test sets. */
final class TestApp extends Clock implements Orchestrations, Notices {
  Instant now = Instant.parse("2026-11-23T00:00:00Z");

  /** A cluster in a subscription that is not audited. */
  @Nullable ArmId outside;

  final Store store = MemoryStore.create();
  final FakeAzure azure = new FakeAzure(this);
  final Ledger ledger = new Ledger(store.ledger(), store.index(), store.checkpoints(), this);
  final Inbox inbox = new Inbox(store.inbox(), this);
  final Owed owed = new Owed(store.inbox(), this);
  final Agenda agenda = new Agenda(store.inbox(), this);
  final Outbox outbox = new Outbox(store.inbox(), this);
  final Shelf shelf = new Shelf(store.inbox(), this);
  final ReverseIndex index = new ReverseIndex(store.index());
  final Runs runs = new Runs(store.index());
  final Plans plans = new Plans(new PlansOrDown());
  Rules rules = rules();

  /** Where everything is allowed. */
  final Preflight preflight =
      new Preflight(
          scope -> new Permitted.Known(List.of(new Granted(List.of("*"), List.of()))), this);

  final Telling telling =
      new Telling(
          ledger,
          runs,
          owed,
          outbox,
          this,
          new Planning(
              ledger,
              store.evidence(),
              plans,
              agenda,
              new Targets(store.index()),
              preflight,
              new Traces(new Attempts(store.plans()), inbox, Set.of()),
              () -> rules,
              this));
  final Intake intake =
      new Intake(
          inbox,
          shelf,
          outbox,
          new WideChanges(store.inbox(), this),
          index,
          runs,
          cluster -> !cluster.equals(outside),
          this);
  final InboxSweep sweep =
      new InboxSweep(
          intake,
          inbox,
          agenda,
          owed,
          telling,
          new PermitSweep(store.index(), ledger, () -> rules, this));
  final ClusterWork work;

  final List<String> started = new ArrayList<>();
  final Set<String> running = new HashSet<>();
  final List<Notice> published = new ArrayList<>();

  /** What passes at each look at the clock. */
  Duration tick = Duration.ZERO;

  /** How often the topic was asked to take notices. */
  int publishings;

  /** What happens while the topic takes notices, once. */
  Runnable meanwhile = () -> {};

  boolean topicIsDown;
  boolean plansAreDown;
  boolean durableIsDown;

  TestApp() {
    SelfRecord self = new SelfRecord(Map.of(), ledger, runs, new Assessments(store.index()));
    this.work =
        new ClusterWork(
            new Judging(azure, () -> rules, self, ledger, index, store.evidence(), this),
            ledger,
            inbox,
            Duration.ofSeconds(1),
            this);
  }

  private static Rules rules() {
    Catalogue catalogue = Catalogue.builtIn();
    return new Rules(catalogue, GuardConfig.defaults(catalogue), "");
  }

  @Override
  public boolean assess(String instance, ArmId cluster) {
    return begin(instance);
  }

  @Override
  public boolean remediate(String instance, ArmId cluster) {
    return begin(instance);
  }

  @Override
  public boolean run(String kind, String run) {
    return begin(kind + "-" + run);
  }

  private boolean begin(String instance) {
    if (durableIsDown) {
      throw new UnavailableException("Durable is down");
    }
    boolean begun = running.add(instance);
    if (begun) {
      started.add(instance);
    }
    return begun;
  }

  @Override
  public boolean isRunning(String instance) {
    return running.contains(instance);
  }

  @Override
  public void publish(List<Notice> notices) {
    publishings++;
    Runnable happening = meanwhile;
    meanwhile = () -> {};
    happening.run();
    if (topicIsDown) {
      throw new UnpublishedException("the topic is down", new IllegalStateException());
    }
    published.addAll(notices);
  }

  @Override
  public Instant instant() {
    now = now.plus(tick);
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }

  /** The container of the plans. */
  private final class PlansOrDown implements Blobs {
    private Blobs up() {
      if (plansAreDown) {
        throw new UnavailableException("plans are down", new IllegalStateException());
      }
      return store.plans();
    }

    @Override
    public boolean putIfAbsent(String name, byte[] body) {
      return up().putIfAbsent(name, body);
    }

    @Override
    public Optional<byte[]> get(String name) {
      return up().get(name);
    }

    @Override
    public List<String> list(String prefix) {
      return up().list(prefix);
    }
  }
}
