package io.aksguard.finding;

import io.aksguard.config.GuardConfig;
import io.aksguard.config.Waiver;
import io.aksguard.control.Assessor;
import io.aksguard.control.Catalogue;
import io.aksguard.control.Control;
import io.aksguard.control.Definition;
import io.aksguard.control.Result;
import io.aksguard.control.Shown;
import io.aksguard.control.Status;
import io.aksguard.evidence.Evidence;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The one engine: evidence of a cluster to findings. Pure, and safe for all threads. */
public final class Auditor {
  private final Assessor assessor;
  private final GuardConfig config;
  private final LocalDate today;

  /**
   * @param controls those of the catalogue that are asked
   * @param at the instant that is judged
   */
  public Auditor(Catalogue catalogue, List<Control> controls, GuardConfig config, Instant at) {
    this.assessor = new Assessor(controls, catalogue.tables(), config.values(), at);
    this.config = config;
    this.today = LocalDate.ofInstant(at, ZoneOffset.UTC);
  }

  /** At least one finding for each control, in the catalogue's order. */
  public List<Finding> audit(Evidence evidence) {
    return assessor.assess(evidence).stream().map(result -> finding(result, evidence)).toList();
  }

  /** As {@link #audit(Evidence)}, one after the other. */
  public void audit(Evidence evidence, Consumer<Finding> findings) {
    assessor.assess(evidence, result -> findings.accept(finding(result, evidence)));
  }

  private Finding finding(Result result, Evidence evidence) {
    Definition d = result.control().definition();
    Object value = result.seen().value();
    String section = d.sections().isEmpty() ? "cluster" : d.sections().get(0);
    boolean known = result.seen().line() > 0;
    return new Finding(
        d.id(),
        result.control().version(),
        d.practice(),
        d.severity(),
        evidence.resource(),
        result.subject(),
        result.verdict().status(),
        waiver(result, evidence.resource()),
        result.verdict().message(),
        result.seen().path(),
        d.sensitive() ? Shown.kind(value) : value,
        evidence.observedAt(section),
        known ? result.seen().origin() : evidence.origin(),
        known ? result.seen().line() : evidence.origin().line());
  }

  private @Nullable Waiver waiver(Result result, String resource) {
    if (result.verdict().status() == Status.FAIL) {
      for (Waiver waiver : config.waivers()) {
        if (!today.isAfter(waiver.expires())
            && waiver.covers(result.control().id(), resource, result.subject())) {
          return waiver;
        }
      }
    }
    return null;
  }
}
