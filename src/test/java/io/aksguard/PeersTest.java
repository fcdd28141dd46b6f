package io.aksguard;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.config.GuardConfig;
import io.aksguard.control.Catalogue;
import io.aksguard.control.Control;
import io.aksguard.evidence.Evidence;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonValue;
import io.aksguard.evidence.input.InputLine;
import io.aksguard.evidence.input.Inputs;
import io.aksguard.finding.Auditor;
import io.aksguard.finding.Finding;
import io.aksguard.yaml.Problem;
import io.aksguard.yaml.YamlFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Puts the cases of other tools to our controls: agreed, different on purpose (each named in
 * src/test/peers/deviations.yaml, written before the first scoring), or unexplained, which fails.
 */
class PeersTest {
  private static final Path BASE = Path.of(System.getProperty("aksguard.basedir", "."));
  private static final Path PEERS = BASE.resolve("src/test/peers");

  /** More than this, and it is another tool's subject that is scored. */
  private static final double MOST_DEVIATIONS = 0.15;

  private final Catalogue catalogue = Catalogue.builtIn();

  @ParameterizedTest
  @ValueSource(strings = {"psrule", "checkov-arm", "kubescape"})
  void corpus_agrees(String corpus) throws IOException {
    JsonObject scoring = yaml("scoring.yaml").object(corpus).orElseThrow();
    Map<String, String> deviations = deviations(corpus);
    List<String> unexplained = new ArrayList<>();
    Set<String> unmapped = new HashSet<>();
    int agreed = 0;
    int total = 0;

    for (PeerCases.Case each : PeerCases.of(corpus)) {
      List<Control> controls = controls(each, scoring);
      if (controls.isEmpty()) {
        unmapped.add(each.rule());
        continue;
      }
      total++;
      String ours = verdict(each, controls, scoring);
      String deviation = deviations.get(each.rule() + " " + each.name());
      if (agrees(each, ours, scoring)) {
        agreed++;
      } else if (ours.equals(deviation)) {
        deviations.remove(each.rule() + " " + each.name());
      } else {
        unexplained.add(
            each.rule() + " " + each.name() + ": " + each.expected() + ", ours " + ours);
      }
    }

    int deliberate = total - agreed - unexplained.size();
    double share = (double) deliberate / total;
    System.out.printf(
        "%s: %d agree, %d deliberate deviations (%.1f %%), %d unexplained of %d; no control for %s%n",
        corpus, agreed, deliberate, 100 * share, unexplained.size(), total, unmapped);
    assertThat(unexplained).isEmpty();
    assertThat(deviations.keySet()).as("deviations that are none").isEmpty();
    assertThat(share).isLessThanOrEqualTo(MOST_DEVIATIONS);
    assertThat(agreed).isPositive();
  }

  private List<Control> controls(PeerCases.Case each, JsonObject scoring) {
    List<Control> mapped =
        catalogue.controls().stream()
            .filter(c -> each.peers().stream().anyMatch(c.definition().peers()::contains))
            .toList();
    List<Object> chosen =
        rule(each, scoring).array("controls").map(JsonArray::known).orElse(List.of());
    List<Control> picked =
        mapped.stream().filter(c -> chosen.isEmpty() || chosen.contains(c.id())).toList();
    assertThat(picked).as("controls of %s", each.rule()).hasSizeGreaterThanOrEqualTo(chosen.size());
    return picked;
  }

  /** The worst of the controls' verdicts, or REFUSED where the input could not be read. */
  private String verdict(PeerCases.Case each, List<Control> controls, JsonObject scoring) {
    GuardConfig config = GuardConfig.defaults(catalogue);
    Map<String, Object> params = new LinkedHashMap<>();
    rule(each, scoring)
        .object("params")
        .ifPresent(p -> p.entries().forEach(e -> params.put(e.getKey(), e.getValue())));
    if (!each.config().equals("default")) {
      JsonObject configs = scoring.object("configs").orElseThrow();
      configs
          .object(each.config())
          .orElseThrow(() -> new AssertionError("no parameters for " + each.config()))
          .entries()
          .forEach(e -> params.put(e.getKey(), e.getValue()));
    }
    for (Map.Entry<String, Object> param : params.entrySet()) {
      config = config.with(catalogue, param.getKey(), String.valueOf(param.getValue()));
    }
    Instant at = Instant.parse(scoring.string("at").orElseThrow());
    Auditor auditor = new Auditor(catalogue, controls, config, at);
    Inputs inputs = Inputs.scan(List.of(each.file()), true);
    List<Evidence> clusters = new ArrayList<>();
    inputs.clusters(clusters::add);
    if (inputs.lines().stream().anyMatch(line -> line.status() == InputLine.Status.ERROR)) {
      return "REFUSED";
    }
    Set<String> statuses =
        clusters.stream()
            .flatMap(evidence -> auditor.audit(evidence).stream())
            .filter(finding -> isAbout(each, finding))
            .map(finding -> finding.status().name())
            .collect(Collectors.toSet());
    for (String worst : List.of("FAIL", "UNKNOWN", "PASS", "NOT_APPLICABLE")) {
      if (statuses.contains(worst)) {
        return worst;
      }
    }
    return "NOTHING";
  }

  private static boolean isAbout(PeerCases.Case each, Finding finding) {
    return each.subject().isEmpty() || each.subject().equals(finding.subject());
  }

  /** A refused input fails a pipeline as a failure does, and passes nothing. */
  private static boolean agrees(PeerCases.Case each, String ours, JsonObject scoring) {
    boolean vacuous = scoring.raw("vacuous") != null || rule(each, scoring).raw("vacuous") != null;
    return switch (each.expected()) {
      case "pass" -> ours.equals("PASS") || (vacuous && ours.equals("NOT_APPLICABLE"));
      case "fail" -> ours.equals("FAIL") || ours.equals("REFUSED");
      case "none" -> ours.equals("NOT_APPLICABLE");
      default -> throw new AssertionError("unknown expectation " + each.expected());
    };
  }

  private static JsonObject rule(PeerCases.Case each, JsonObject scoring) {
    return scoring
        .object("rules")
        .flatMap(rules -> rules.object(each.rule()))
        .orElse(JsonObject.of(Map.of()));
  }

  private static Map<String, String> deviations(String corpus) throws IOException {
    Map<String, String> deviations = new LinkedHashMap<>();
    for (JsonObject entry : yaml("deviations.yaml").array(corpus).orElseThrow().objects()) {
      assertThat(entry.string("because").orElse("")).isNotBlank();
      assertThat(entry.string("source").orElse("")).startsWith("https://");
      for (Object name : entry.array("cases").orElseThrow().known()) {
        deviations.put(
            entry.string("rule").orElseThrow() + " " + name, entry.string("ours").orElseThrow());
      }
    }
    return deviations;
  }

  private static JsonObject yaml(String file) throws IOException {
    List<Problem> problems = new ArrayList<>();
    Object value =
        YamlFile.parse(file, Files.readString(PEERS.resolve(file)), problems).orElseThrow().value();
    assertThat(problems).isEmpty();
    return (JsonObject) JsonValue.of(value);
  }
}
