package io.aksguard.activity;

import io.aksguard.config.GuardConfig;
import io.aksguard.control.Catalogue;
import io.aksguard.control.Control;
import io.aksguard.evidence.Evidence;
import io.aksguard.finding.Auditor;
import io.aksguard.remediation.Planner;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What is judged by: taken anew for each assessment, so that a configuration that was pushed holds
 * from the next one on.
 *
 * @param configDigest of guard.yaml as it was pushed; empty where the customer has decided nothing
 * @param sections of the evidence that can be read here: a control that needs another one is not
 *     asked, for it could only say so each time
 */
public record Rules(
    Catalogue catalogue, GuardConfig config, String configDigest, Set<String> sections) {
  private static final int DIGITS = 12;

  public Rules {
    sections = Set.copyOf(sections);
  }

  /** Rules for evidence from Azure alone. */
  public Rules(Catalogue catalogue, GuardConfig config, String configDigest) {
    this(catalogue, config, configDigest, Evidence.OF_AZURE);
  }

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

  /** The controls that are asked. */
  public List<Control> asked() {
    return catalogue.controls().stream().filter(this::isAsked).toList();
  }

  /** The ids of the controls that are not asked. */
  public Set<String> notAsked() {
    return catalogue.controls().stream()
        .filter(control -> !isAsked(control))
        .map(Control::id)
        .collect(Collectors.toSet());
  }

  private boolean isAsked(Control control) {
    return sections.containsAll(control.definition().sections());
  }

  public Auditor auditor(Instant at) {
    return new Auditor(catalogue, asked(), config, at);
  }

  Planner planner(Instant at) {
    return new Planner(catalogue, config, at);
  }
}
