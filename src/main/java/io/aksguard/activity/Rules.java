package io.aksguard.activity;

import io.aksguard.config.GuardConfig;
import io.aksguard.control.Catalogue;
import io.aksguard.finding.Auditor;
import io.aksguard.remediation.Planner;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * What is judged by: taken anew for each assessment, so that a configuration that was pushed holds
 * from the next one on.
 *
 * @param configDigest of guard.yaml as it was pushed; empty where the customer has decided nothing
 */
public record Rules(Catalogue catalogue, GuardConfig config, String configDigest) {
  private static final int DIGITS = 12;

  /** Where the newest valid rules are. */
  public interface Source extends Supplier<Rules> {}

  /** Names both, as a plan that is made by them does: short digests. */
  public String name() {
    return configDigest.isEmpty()
        ? catalogue.digest()
        : catalogue.digest()
            + "-"
            + configDigest.substring(0, Math.min(DIGITS, configDigest.length()));
  }

  public Auditor auditor(Instant at) {
    return new Auditor(catalogue, catalogue.controls(), config, at);
  }

  Planner planner(Instant at) {
    return new Planner(catalogue, config, at);
  }
}
