package io.aksguard.trap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;

/** src/docs/functions-traps.md has every trap, and names tests and missteps that there are. */
class FunctionsTrapsDocTest {
  private static final Path BASE = Path.of(System.getProperty("aksguard.basedir", "."));
  private static final Path FACTS = BASE.resolve("../shared/facts/functions.md");

  private record Row(String id, String test, String proof) {
    private static Row of(MatchResult found) {
      String[] cells = found.group().split(" \\| ", -1);
      return new Row(found.group(1), cells[3], cells[4]);
    }
  }

  private final String page = Files.readString(BASE.resolve("src/docs/functions-traps.md"));
  private final List<Row> rows =
      Pattern.compile("(?m)^\\| (w?\\d+) \\|.*$").matcher(page).results().map(Row::of).toList();

  FunctionsTrapsDocTest() throws IOException {}

  private static Stream<String> found(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().map(result -> result.group(1));
  }

  @TestFactory
  Stream<DynamicTest> tests_areThere() {
    return found("`([\\w.]+#\\w+)`", page)
        .distinct()
        .map(name -> DynamicTest.dynamicTest(name, () -> assertThat(isTest(name)).isTrue()));
  }

  private static boolean isTest(String name) throws ClassNotFoundException {
    int hash = name.indexOf('#');
    return Stream.of(Class.forName("io.aksguard." + name.substring(0, hash)).getDeclaredMethods())
        .filter(method -> method.getName().equals(name.substring(hash + 1)))
        .anyMatch(
            method ->
                method.isAnnotationPresent(Test.class)
                    || method.isAnnotationPresent(TestFactory.class)
                    || method.isAnnotationPresent(ParameterizedTest.class));
  }

  @TestFactory
  Stream<DynamicTest> missteps_areThere() {
    return found("`trap\\.(\\w*Misstep[\\w.]*)`", page)
        .map(
            name ->
                DynamicTest.dynamicTest(
                    name,
                    () ->
                        assertThat(Class.forName("io.aksguard.trap." + name.replace('.', '$')))
                            .isNotNull()));
  }

  @TestFactory
  Stream<DynamicTest> everyRow_hasItsTest_andItsProof() {
    assertThat(rows).extracting(Row::id).doesNotHaveDuplicates().hasSizeGreaterThan(23);
    return rows.stream()
        .map(
            row ->
                DynamicTest.dynamicTest(
                    row.id(),
                    () -> {
                      assertThat(row.test()).contains("#");
                      assertThat(row.proof()).hasSizeGreaterThan(10);
                    }));
  }

  /** A row that names one of the rules' tests is named by one of its rules. */
  @Test
  void rowsOfRules_areNamedByRules() {
    List<String> orchestrators = rules(new OrchestratorTrapsTest().orchestrators());
    FunctionTrapsTest traps = new FunctionTrapsTest();
    List<String> functions = rules(Stream.concat(traps.functions(), traps.allThatRunsInTheApp()));

    for (Row row : rows) {
      if (row.test().contains("OrchestratorTrapsTest")) {
        assertThat(orchestrators).contains(row.id());
      }
    }
    assertThat(rows.stream().map(Row::id)).containsAll(orchestrators).containsAll(functions);
  }

  /** The numbers before the colon of the rules' names. */
  private static List<String> rules(Stream<DynamicTest> tests) {
    return tests
        .map(test -> test.getDisplayName())
        .flatMap(name -> Stream.of(name.substring(0, name.indexOf(':')).split(", ")))
        .distinct()
        .toList();
  }

  /** A bullet of section 4 is a row w, a row of section 5 one with its number. */
  @Test
  void everyTrapThatWasMeasured_hasItsRow() throws IOException {
    assumeThat(FACTS).isRegularFile();
    String facts = Files.readString(FACTS);
    String worker = facts.substring(facts.indexOf("\n## 4."), facts.indexOf("\n## 5."));
    String durable = facts.substring(facts.indexOf("\n## 5."), facts.indexOf("\n## 6."));
    long bullets = found("(?m)^(\\*) ", worker).count();
    List<String> numbers = found("(?m)^\\| (\\d+) \\|", durable).toList();

    assertThat(bullets).isPositive();
    assertThat(numbers).isNotEmpty();
    assertThat(rows)
        .extracting(Row::id)
        .containsAll(IntStream.rangeClosed(1, (int) bullets).mapToObj(i -> "w" + i).toList())
        .containsAll(numbers);
  }
}
