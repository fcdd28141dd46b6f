package io.aksguard.lab.story;

import io.aksguard.cluster.ArmId;
import io.aksguard.history.ListedCluster;
import io.aksguard.lab.Authentication;
import io.aksguard.lab.LabClock;
import io.aksguard.lab.Laboratory;
import io.aksguard.lab.tenant.Fleet;
import io.aksguard.lab.tenant.TenantOptions;
import io.aksguard.lab.tenant.UnusableException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One performance of the story. */
final class Play {
  static final long SEED = 7;
  private static final int CLUSTERS = 3;

  /** In real time the host is to be killed before a burst of events counts as over. */
  private static final String SLOWLY = "5";

  private final Path app;
  private final DataFolder folder;
  private final @Nullable Account account;
  private final boolean realTime;
  private final boolean stay;
  private final TenantOptions options;
  private final LabLog log;

  /**
   * @param account instead of a store in the folder
   * @param stay whether the app is kept up afterwards
   */
  Play(
      Path app,
      DataFolder folder,
      @Nullable Account account,
      boolean realTime,
      boolean stay,
      TenantOptions options,
      LabLog log) {
    this.app = app;
    this.folder = folder;
    this.account = account;
    this.realTime = realTime;
    this.stay = stay;
    this.options = options;
    this.log = log;
  }

  /**
   * Tells it.
   *
   * @throws Narrator.NotAsToldException where something has come out otherwise
   * @throws UnusableException when what an earlier start has left cannot be gone on with
   */
  void with(Narrator narrator) throws Exception {
    StoryTime time = new StoryTime(Instant.now().truncatedTo(ChronoUnit.SECONDS));
    LabClock clock = realTime ? LabClock.realTime() : LabClock.jumping(time);
    boolean known = folder.isKnown();
    Fleet fleet = Fleet.of(CLUSTERS, 1, SEED);
    Laboratory lab =
        Laboratory.start(app, folder.path(), clock, options, fleet.subscriptions(), log::line);
    Curtain curtain = new Curtain(lab, narrator);
    try {
      String where = store(lab);
      if (!known) {
        fleet.putInto(lab.tenant());
      }
      lab.behind(Authentication.of(lab.tenant().people(), Fixes.AUDIENCE, clock));
      lab.startHost();
      try (Stage stage = new Stage(lab, narrator, where, options, !realTime)) {
        refuseAnothers(stage, known);
        lab.tenant().save();
        curtain.fallsWithTheProcess();
        stage.say(
            "%s at %s with %d clusters; Resource Graph is %d s behind",
            known ? "The tenant of the last time" : "A simulated tenant",
            lab.tenant().endpoint(),
            lab.tenant().truth().clusters().size(),
            options.graphLag().toSeconds());
        acts(stage, fleet);
        if (stay) {
          time.go();
          new Staying(stage, folder, account != null).play();
        }
      }
    } finally {
      curtain.falls();
    }
  }

  /** The key that signs lies beside a store on disk; for an account there is the vault's. */
  private String store(Laboratory lab) {
    String where =
        account == null ? folder.path().resolve("store").toString() : account.connection();
    lab.with("AKS_GUARD_STORE", where);
    if (account != null) {
      lab.with("AKS_GUARD_VAULT_KEY", lab.tenant().keyVault().key("anchors"));
    }
    if (realTime) {
      lab.with("AKS_GUARD_SETTLE_SECONDS", SLOWLY);
    }
    return where;
  }

  /** A ledger of another tenant knows clusters that are not in this one, and may be ahead of it. */
  private void refuseAnothers(Stage stage, boolean known) throws UnusableException {
    int there = stage.ledger.clusters().size();
    if (!known && there > 0) {
      throw new UnusableException(
          "the store holds a ledger of %d clusters that are not this tenant's: %s"
              .formatted(
                  there,
                  account == null
                      ? "name a new folder with --data"
                      : "name the folder that it came from with --data, or an empty account"));
    }
  }

  private void acts(Stage stage, Fleet fleet) throws Exception {
    Instant begun = stage.clock().instant();
    Opening opening = new Opening(stage);
    opening.play(!realTime);
    ArmId model = opening.model(fleet.clusters());
    Clusters clusters = new Clusters(stage, model);
    ArmId made = clusters.fresh(taken(stage));
    Trouble trouble = new Trouble(stage, clusters);
    trouble.creation(made);
    trouble.port(model, made);
    Mishaps mishaps = new Mishaps(stage, clusters);
    mishaps.poison();
    mishaps.crash(model, made);
    if (!realTime) {
      Fixes fixes = new Fixes(stage, folder.path());
      Mending mending = new Mending(stage, clusters, fixes);
      mending.automatic(made);
      if (account == null) {
        // Each minute the app looks into all partitions: over HTTP the wait for a window is long.
        mending.approval(made);
        Guards guards = new Guards(stage, clusters, fixes);
        guards.breaker(made, model);
        guards.fight(made);
      }
    }
    mishaps.repair(made);
    if (!realTime) {
      // Each minute the app looks into all partitions: over HTTP a day of that is long.
      mishaps.quiet(Duration.ofHours(account == null ? 24 : 2));
    }
    Hindsight hindsight = new Hindsight(stage);
    hindsight.asOf(model);
    hindsight.verify(made, folder.anew("tampered"));
    Duration lived = Duration.between(begun, stage.clock().instant());
    stage.say(
        "All came out as told: %d s of real time, %s of the laboratory's",
        stage.narrator.elapsed().toSeconds(), Narrator.lasting(lived));
  }

  /** Names of today and of yesterday. */
  private static List<String> taken(Stage stage) {
    return Stream.concat(
            stage.lab.tenant().truth().clusters().stream(),
            stage.ledger.clusters().stream().map(ListedCluster::id).map(ArmId::value))
        .toList();
  }
}
