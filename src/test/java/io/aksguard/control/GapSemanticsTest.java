package io.aksguard.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.evidence.Evidence;
import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonReader;
import io.aksguard.evidence.Origin;
import io.aksguard.evidence.Section;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What CEL makes of evidence that is not all there: UNKNOWN only where it could change the result.
 */
class GapSemanticsTest {
  private static final Gap REST = new Gap("the page failed");
  private final Expressions expressions = new Expressions();

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '~',
      value = {
        // a list of which more may exist
        "pools.all(p, p.ok) # UNKNOWN",
        "pools.all(p, p.bad) # FAIL",
        "pools.exists(p, p.ok) # PASS",
        "pools.exists(p, p.bad) # UNKNOWN",
        "pools.exists(p, true) # PASS",
        "pools.all(p, true) # UNKNOWN",
        "pools.size() > 0 # UNKNOWN",
        "pools[0].ok # UNKNOWN",
        "'x' in pools # UNKNOWN",
        "pools.filter(p, p.ok).size() == 1 # UNKNOWN",
        "pools.exists_one(p, p.ok) # UNKNOWN",
        // a list of which nothing is known
        "locks.exists(l, true) # UNKNOWN",
        "locks.all(l, false) # UNKNOWN",
        // a section that was not read, and one that was
        "alerts.metricAlerts.exists(a, true) # UNKNOWN",
        "cluster.on || alerts.x # PASS",
        "alerts.x || cluster.on # PASS",
        "!cluster.on && alerts.x # FAIL",
        "cluster.on ? true : alerts.x # PASS",
        // a member that could not be read
        "cluster.hidden # UNKNOWN",
        "cluster.?hidden.orValue(true) # UNKNOWN",
        "has(cluster.hidden) # UNKNOWN",
        "cluster.hidden == 'x' # UNKNOWN",
        "'hidden' in cluster # UNKNOWN",
        "has(cluster.absent) # FAIL",
        "cluster.absent # UNKNOWN",
        "cluster.?absent.orValue(true) # PASS",
        // casing and null
        "cluster.ON # PASS",
        "has(cluster.nothing) # FAIL",
        "isTrue(cluster.text) # PASS",
        // errors are unknown, never pass
        "cluster.on == 1 || cluster.text.size() / 0 == 1 # UNKNOWN",
        "unknown('why') # UNKNOWN"
      })
  void verdict(String expect, String status) throws Exception {
    Map<String, Section> sections =
        Map.of(
            "cluster", section(cluster()),
            "pools",
                section(
                    JsonArray.partly(
                        List.of(JsonReader.object("{'ok':true,'bad':false}".replace('\'', '"'))),
                        REST)),
            "locks", section(JsonArray.partly(List.of(), REST)));
    Evidence evidence = new Evidence("aks", Origin.NONE, sections);

    Result result = assess(expect, evidence);

    assertThat(result.verdict().status()).hasToString(status);
  }

  private static JsonObject cluster() {
    return JsonReader.object("{\"on\":true,\"text\":\"True\",\"nothing\":null}")
        .with("hidden", new Gap("[reference('x')] is known only to a deployment"));
  }

  private static Section section(Object value) {
    return new Section(value, Instant.EPOCH);
  }

  private Result assess(String expect, Evidence evidence) throws Exception {
    Expression expression =
        expressions.plan(expect, expressions.compiler("").compile(expect).getAst());
    Control control =
        new Control(
            TestControls.definition("probe", expect),
            "v",
            null,
            null,
            null,
            null,
            expression,
            List.of("cluster", "on"),
            List.of(),
            new CompiledRemedy(List.of(), List.of(), List.of()));
    JsonObject nothing = JsonObject.of(Map.of());
    return new Assessor(List.of(control), nothing, nothing, Instant.EPOCH).assess(evidence).get(0);
  }
}
