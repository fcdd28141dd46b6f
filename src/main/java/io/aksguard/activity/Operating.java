package io.aksguard.activity;

import io.aksguard.inbox.Agenda;
import io.aksguard.remediation.guard.Breaker;
import io.aksguard.remediation.guard.Circuit;
import io.aksguard.remediation.guard.ControlVersion;
import io.aksguard.remediation.guard.StopAll;
import io.aksguard.storage.Rows;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a person does about remediation as a whole: stops it, lets it go on, closes a breaker. */
public final class Operating {
  private final Rows index;
  private final Agenda agenda;
  private final Rules.Source rules;
  private final StopAll stop;
  private final Clock clock;

  /**
   * @param index the table {@code index}
   */
  public Operating(Rows index, Agenda agenda, Rules.Source rules, Clock clock) {
    this.index = index;
    this.agenda = agenda;
    this.rules = rules;
    this.stop = new StopAll(index, clock);
    this.clock = clock;
  }

  /** As JSON: {@code stopped}, {@code clustersAtRisk} and {@code breakers}. */
  public Map<String, Object> status() {
    Breaker.Status status = breaker().status();
    Map<String, Object> members = new LinkedHashMap<>();
    stop.hold().ifPresent(hold -> members.put("stopped", hold.reason()));
    members.put("clustersAtRisk", status.clustersAtRisk());
    members.put("breakers", status.circuits().stream().map(Operating::members).toList());
    return members;
  }

  private static Map<String, Object> members(Circuit circuit) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("control", circuit.control().control());
    members.put("version", circuit.control().version());
    members.put("unverified", circuit.unverified());
    members.put("failed", circuit.failed());
    members.put("verified", circuit.verified());
    circuit.openedAt().ifPresent(at -> members.put("openedAt", at.toString()));
    members.put("because", circuit.because());
    return members;
  }

  /** Holds everything. */
  public void stop(String by, String reason) {
    stop.stop(by, reason);
  }

  /**
   * Lets everything go on.
   *
   * @return false where somebody has stopped it again meanwhile
   */
  public boolean resume(String by) {
    return stop.resume(by) && looked();
  }

  /**
   * Closes the breaker of a control version.
   *
   * @return false where nothing is known of that version
   */
  public boolean reset(String control, String version, String by) {
    try {
      return breaker().reset(new ControlVersion(control, version), by) && looked();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** What was held is looked at with the next minute's sweep, and not in a quarter of an hour. */
  private boolean looked() {
    agenda.all().forEach(cluster -> agenda.put(cluster, clock.instant()));
    return true;
  }

  private Breaker breaker() {
    return new Breaker(index, clock, rules.get().config().bounds().breaker());
  }
}
