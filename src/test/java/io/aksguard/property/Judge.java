package io.aksguard.property;

import io.aksguard.config.GuardConfig;
import io.aksguard.control.Catalogue;
import io.aksguard.evidence.input.Inputs;
import io.aksguard.finding.Auditor;
import io.aksguard.finding.Finding;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The engine, with every control of the catalogue and strict parameters. */
final class Judge {
  private static final Instant AT = Instant.parse("2026-11-23T00:00:00Z");

  private final Auditor auditor;

  Judge() {
    Catalogue catalogue = Catalogue.builtIn();
    GuardConfig config = GuardConfig.defaults(catalogue);
    // What is not demanded is not judged, so demand all.
    for (String name : catalogue.parameters().keySet()) {
      if (name.startsWith("require") && !name.equals("requireApiPrivate")) {
        config = config.with(catalogue, name, name.equals("requiredTags") ? "owner" : "true");
      }
    }
    this.auditor = new Auditor(catalogue, catalogue.controls(), config, AT);
  }

  /** Status by {@code control subject}; where several subjects bear one name, all of theirs. */
  Map<String, String> verdicts(List<Path> inputs, boolean assumeComplete) {
    Map<String, String> verdicts = new TreeMap<>();
    Inputs.scan(inputs, assumeComplete)
        .clusters(
            evidence -> {
              for (Finding finding : auditor.audit(evidence)) {
                String key = finding.control() + " " + finding.subject().toLowerCase(Locale.ROOT);
                verdicts.merge(key, finding.status().name(), Judge::both);
              }
            });
    return verdicts;
  }

  private static String both(String one, String other) {
    return String.join("+", List.of((one + "+" + other).split("\\+")).stream().sorted().toList());
  }
}
