package io.aksguard.remediation.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.control.AuthorException;
import io.aksguard.control.Cases;
import io.aksguard.control.Catalogue;
import io.aksguard.control.CatalogueFolder;
import io.aksguard.yaml.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each remedy with steps mends what its control finds, in at least one of its cases. */
class RemediesTest {
  private static final Path FOLDER =
      Path.of(System.getProperty("aksguard.basedir", "."), "src", "controls");

  @TestFactory
  Stream<DynamicTest> remedy_mendsWhatItsControlFinds() throws IOException, AuthorException {
    Catalogue catalogue = CatalogueFolder.load(FOLDER);
    List<Problem> problems = new ArrayList<>();
    Cases cases = Cases.read(FOLDER, problems);
    assertThat(problems).isEmpty();
    return catalogue.controls().stream()
        .filter(control -> !control.definition().remedy().steps().isEmpty())
        .map(
            control ->
                DynamicTest.dynamicTest(
                    control.id(),
                    () -> {
                      problems.clear();
                      RemedyTrial trial =
                          new RemedyTrial(catalogue, control).over(cases.of(control.id()));
                      System.out.printf(
                          "remedy: %s: %d mended, %d actions posted, held %s%n",
                          control.id(), trial.mended(), trial.posted(), trial.held());
                      assertThat(problems).isEmpty();
                      assertThat(trial.mended() + trial.posted()).isPositive();
                    }));
  }
}
