package io.aksguard.app;

import io.aksguard.activity.Assessment;
import io.aksguard.adapter.snapshot.SnapshotCollector;
import io.aksguard.config.GuardConfig;
import io.aksguard.control.Catalogue;
import io.aksguard.finding.Auditor;
import java.time.Clock;

/** The Function App, put together once for the life of a worker. */
public final class App {
  private final Assessment assessment;

  public App(Settings settings, Clock clock) {
    Catalogue catalogue = Catalogue.builtIn();
    GuardConfig config = GuardConfig.defaults(catalogue);
    String version = App.class.getPackage().getImplementationVersion();
    this.assessment =
        new Assessment(
            catalogue,
            at -> new Auditor(catalogue, catalogue.controls(), config, at),
            new SnapshotCollector(settings.snapshot()),
            clock,
            version == null ? "dev" : version);
  }

  public Assessment assessment() {
    return assessment;
  }
}
