package io.aksguard.remediation;

import io.aksguard.config.Bounds;
import io.aksguard.config.GuardConfig;
import io.aksguard.config.Modes;
import io.aksguard.control.Catalogue;
import io.aksguard.control.Severity;
import io.aksguard.control.Status;
import io.aksguard.evidence.Evidence;
import io.aksguard.evidence.JsonReader;
import io.aksguard.evidence.Origin;
import io.aksguard.evidence.Section;
import io.aksguard.finding.FindingKey;
import io.aksguard.finding.State;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A cluster with a pool of three nodes and one of seven, and plans for it. */
final class Shop {
  static final Instant AT = Instant.parse("2026-11-23T00:00:00Z");
  static final String ID =
      "/subscriptions/27c464d4-946c-4a18-aa97-f1b5ea754bc3/resourceGroups/rg"
          + "/providers/Microsoft.ContainerService/managedClusters/shop";
  private static final String POOLS =
      """
      [{"name": "sys", "mode": "System", "count": 3, "upgradeSettings": {"maxSurge": "1"}},
       {"name": "user", "mode": "User", "count": 7}]
      """;

  final Catalogue catalogue = Catalogue.builtIn();

  static State state(
      String control, String subject, Severity severity, Status status, String waiver) {
    return new State(
        new FindingKey(control, subject), "v1", severity, status, waiver, "", "", "", null);
  }

  static State failed(String control, String subject, String waiver) {
    return state(control, subject, Severity.MEDIUM, Status.FAIL, waiver);
  }

  /** A section that holds this JSON array. */
  static Section list(String json) {
    return new Section(JsonReader.object("{\"all\": " + json + "}").array("all").orElseThrow(), AT);
  }

  static Evidence evidence(String properties) {
    String cluster =
        "{\"id\": \"%s\", \"tags\": {\"env\": \"dev\"}, \"properties\": %s}"
            .formatted(ID, properties);
    return new Evidence(
        ID,
        Origin.NONE,
        Map.of("cluster", new Section(JsonReader.object(cluster), AT), "pools", list(POOLS)));
  }

  /** The same with one section another. */
  static Evidence with(Evidence evidence, String name, Section section) {
    Map<String, Section> sections = new HashMap<>(evidence.sections());
    sections.put(name, section);
    return new Evidence(ID, Origin.NONE, sections);
  }

  Planned plan(Instant at, Modes modes, Evidence evidence, Collection<State> states) {
    GuardConfig config = new GuardConfig(catalogue.defaults(), List.of(), modes, Bounds.DEFAULT);
    return new Planner(catalogue, config, at).plan(ID, states, Optional.of(evidence));
  }

  Planned plan(Modes modes, Evidence evidence, Collection<State> states) {
    return plan(AT, modes, evidence, states);
  }

  Planned plan(Evidence evidence, State... states) {
    return plan(Modes.DEFAULT, evidence, List.of(states));
  }
}
