package io.aksguard.evidence.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class TemplateHostileTest {

  private static String one(String properties) {
    return "{\"resources\": [{\"type\": \"A.B/c\", \"name\": \"n\", \"properties\": {\"v\": \""
        + properties
        + "\"}}]}";
  }

  @Test
  void deepExpression_isAGap() {
    String expression = "[" + "array(".repeat(5_000) + ")".repeat(5_000) + "]";

    Resolved resolved = TemplateCase.resolve(one(expression));

    assertThat(resolved.notes().toString()).endsWith("is longer than 24576 characters]");
    assertThat(
            TemplateCase.resolve(one("[" + "array(".repeat(300) + ")".repeat(300) + "]"))
                .notes()
                .toString())
        .endsWith("is nested deeper than 200]");
    assertThat(
            TemplateCase.resolve(one("[json('{}')" + ".a".repeat(5_000) + "]")).notes().toString())
        .contains("goes deeper than 250 evaluations");
  }

  @Test
  void chainOfVariables_isAGap() {
    String variables =
        IntStream.range(0, 5_000)
            .mapToObj(i -> "\"v%d\": {\"a\": [[\"[variables('v%d')]\"]]}".formatted(i, i + 1))
            .collect(Collectors.joining(","));

    Resolved resolved =
        TemplateCase.resolve(
            "{\"variables\": {" + variables + "}," + one("[variables('v0')]").substring(1));

    assertThat(resolved.resources()).hasSize(1);
    assertThat(resolved.notes()).isNotEmpty();
  }

  @Test
  void laughs_stopWithANote() {
    String variables =
        IntStream.range(0, 40)
            .mapToObj(
                i ->
                    "\"v%d\": [\"[variables('v%d')]\", \"[variables('v%d')]\"]"
                        .formatted(i, i + 1, i + 1))
            .collect(Collectors.joining(","));

    Resolved resolved =
        TemplateCase.resolve(
            "{\"variables\": {"
                + variables
                + ", \"v40\": \"lol\"},"
                + one("[variables('v0')]").substring(1));

    assertThat(resolved.resources()).isEmpty();
    assertThat(resolved.notes())
        .containsExactly(
            "resources[0] (line 1): evaluation stopped after 2000000 steps; this resource and all"
                + " after it are left out");
  }

  @Test
  void growingText_isAGap() {
    String variables =
        IntStream.range(0, 60)
            .mapToObj(
                i ->
                    "\"v%d\": \"[concat(variables('v%d'), variables('v%d'))]\""
                        .formatted(i, i + 1, i + 1))
            .collect(Collectors.joining(","));

    Resolved resolved =
        TemplateCase.resolve(
            "{\"variables\": {"
                + variables
                + ", \"v60\": \"lol\"},"
                + one("[variables('v0')]").substring(1));

    assertThat(resolved.notes().toString())
        .contains("concat: the result is longer than 1048576 characters");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "base64(variables('v%d'))",
        "string(createArray(variables('v%d'), variables('v%d')))",
        "dataUri(variables('v%d'))",
        "replace(variables('v%d'), 'l', 'lll')",
        "format('{0}{0}', variables('v%d'))",
        "join(createArray(variables('v%d'), variables('v%d')), '')"
      })
  void chain_ofGrowingTexts_isAGap(String function) {
    String variables =
        IntStream.range(0, 40)
            .mapToObj(i -> ("\"v%d\": \"[" + function + "]\"").formatted(i, i + 1, i + 1))
            .collect(Collectors.joining(","));

    Resolved resolved =
        TemplateCase.resolve(
            "{\"variables\": {"
                + variables
                + ", \"v40\": \"[padLeft('', 10000, 'l')]\"},"
                + one("[variables('v0')]").substring(1));

    assertThat(resolved.notes().toString()).contains("longer than 1048576 characters");
  }

  @Test
  void search_inHostileText_ends() {
    Resolved resolved =
        TemplateCase.resolve(
            one("[contains(padLeft('', 1000000, 'a'), concat(padLeft('', 500000, 'a'), 'b'))]"));

    assertThat(resolved.notes().toString()).contains("evaluation stopped after 2000000 steps");
  }

  @Test
  void deepestEvaluation_fitsASmallStack() throws InterruptedException {
    String variables =
        IntStream.range(0, 1_000)
            .mapToObj(
                i ->
                    "\"v%d\": {\"a\": [\"[map(createArray(1), lambda('x', if(true(), variables('v%d'), 1)))]\"]}"
                        .formatted(i, i + 1))
            .collect(Collectors.joining(","));
    String template =
        "{\"variables\": {" + variables + "}," + one("[string(variables('v0'))]").substring(1);
    List<Resolved> done = new ArrayList<>();

    Thread small =
        new Thread(null, () -> done.add(TemplateCase.resolve(template)), "small", 512 * 1024);
    small.start();
    small.join();

    assertThat(done).hasSize(1);
    assertThat(done.get(0).notes().toString()).contains("250");
  }

  @Test
  void reduce_thatNests_isAGap() {
    Resolved resolved =
        TemplateCase.resolve(
            one(
                "[reduce(range(0, 9000), 1,"
                    + " lambda('a', 'b', createArray(lambdaVariables('a'))))]"));

    assertThat(resolved.notes().toString())
        .contains("reduce: the result is nested deeper than 200");
  }

  @ParameterizedTest
  @ValueSource(strings = {"10001", "-1", "1.5", "\"many\"", "\"[int('x')]\""})
  void count_outOfBounds_leavesTheResourceOutWithANote(String count) {
    Resolved resolved =
        TemplateCase.resolve(
            """
            {"resources": [
              {"type": "A.B/c", "name": "[string(copyIndex())]",
               "copy": {"name": "all", "count": %s}},
              {"type": "A.B/c", "name": "after"}]}
            """
                .formatted(count));

    assertThat(resolved.resources()).hasSize(1);
    assertThat(resolved.notes().toString())
        .startsWith("[resources[0].copy (line 2): the count of copy loop 'all' is")
        .endsWith("; the resource is left out]");
  }

  @Test
  void tooManyResources_stopWithANote() {
    String copies =
        """
        {"type": "A.B/c", "name": "[string(copyIndex())]",
         "copy": {"name": "all", "count": 9000}}
        """;

    Resolved resolved =
        TemplateCase.resolve("{\"resources\": [" + copies + "," + copies + "," + copies + "]}");

    assertThat(resolved.resources()).hasSize(20_000);
    assertThat(resolved.notes())
        .containsExactly(
            "resources[2] (line 5): more than 20000 resources; this resource and all after it are"
                + " left out");
  }

  @Test
  void manyNotes_areCounted() {
    String members =
        IntStream.range(0, 1_500)
            .mapToObj(i -> "\"m%d\": \"[utcNow()]\"".formatted(i))
            .collect(Collectors.joining(","));

    Resolved resolved =
        TemplateCase.resolve(
            "{\"resources\": [{\"type\": \"A.B/c\", \"name\": \"n\", \"properties\": {"
                + members
                + "}}]}");

    assertThat(resolved.notes()).hasSize(1_001).endsWith("and 500 more notes");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"resources\": \"[variables('x')]\"}",
        "{\"resources\": [null, 1, [], {\"type\": 1, \"name\": 2}]}",
        "{\"resources\": [{\"type\": \"\", \"name\": \"\"}]}",
        "{\"resources\": [{\"type\": \"c\", \"name\": \"\"}]}",
        "{\"resources\": [{\"type\": \"[parameters('t')]\", \"name\": \"x\"}]}",
        "{\"resources\": [{\"type\": \"A.B/c\", \"name\": \"n\", \"copy\": []}]}",
        "{\"resources\": [{\"type\": \"A.B/c\", \"name\": \"n\", \"resources\": {}}]}",
        "{\"resources\": [{\"type\": \"A.B/c\", \"name\": \"n\","
            + " \"properties\": {\"copy\": [{\"name\": \"x\", \"input\": 1}]}}]}",
        "{\"resources\": [{\"type\": \"A.B/c\", \"name\": \"n\","
            + " \"properties\": {\"[createObject('a', utcNow())]\": 1}}]}",
        "{\"resources\": [{\"type\": \"Microsoft.Resources/deployments\", \"name\": \"n\"}]}",
        "{\"resources\": [{\"type\": \"Microsoft.Resources/deployments\", \"name\": \"n\","
            + " \"properties\": {\"template\": {}, \"parameters\": 1}}]}",
        "{\"resources\": [{\"type\": \"A.B/c\", \"name\": \"n\", \"condition\": {},"
            + " \"properties\": 1}]}",
        "{\"parameters\": [], \"variables\": 1, \"functions\": {}, \"resources\":"
            + " [{\"type\": \"A.B/c\", \"name\": \"[variables('x')]\"}]}",
        "{\"resources\": [{\"type\": \"A.B/c\", \"name\": \"n\","
            + " \"properties\": {\"copy\": [{\"name\": \"x\", \"count\": 1}]}}]}",
        "{\"resources\": [{\"type\": \"A.B/c\", \"name\": \"n\","
            + " \"[utcNow()]\": 1, \"properties\": {\"[utcNow()]\": 1}}]}"
      })
  void nonsense_isNoted(String template) {
    assertThat(TemplateCase.resolve(template).notes()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void anyExpression_hasAValueOrAGap(long seed) {
    RandomExpressions random = new RandomExpressions(seed);
    String members =
        IntStream.range(0, 1_000)
            .mapToObj(i -> "\"m%d\": \"[%s]\"".formatted(i, random.next(3)))
            .collect(Collectors.joining(","));
    String template =
        """
        {"parameters": {"unset": {}, "p": {"defaultValue": {"a": [1, null, "x"], "b": "[utcNow()]"}}},
         "variables": {"list": ["a", "[parameters('unset')]", {"k": 1}]},
         "resources": [{"type": "A.B/c", "name": "n", "properties": {%s}}]}
        """
            .formatted(members);

    Resolved resolved = TemplateCase.resolve(template);

    assertThat(resolved.resources()).as(resolved.notes().toString()).hasSize(1);
  }

  @Test
  void nonsenseParameters_areGaps() {
    Resolved resolved =
        TemplateCase.resolve(
            "{\"parameters\": {\"a\": {}, \"b\": {\"defaultValue\": 1}},"
                + one("[createArray(parameters('a'), parameters('b'))]").substring(1),
            "{\"a\": 5, \"b\": {}}");

    assertThat(TemplateCase.shown(resolved, 0, "properties"))
        .isEqualTo("{v: [1 + <parameter 'a' is not {\"value\": ...}>]}");
  }
}
