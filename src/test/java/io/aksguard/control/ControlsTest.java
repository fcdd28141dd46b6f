package io.aksguard.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.yaml.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every control of src/controls gives what its cases want, and has the cases it needs. */
class ControlsTest {
  private static final Path CONTROLS =
      Path.of(System.getProperty("aksguard.basedir", "."), "src", "controls");

  @TestFactory
  Stream<DynamicTest> everyControl() throws IOException, AuthorException {
    Catalogue catalogue = CatalogueFolder.load(CONTROLS);
    List<Problem> problems = new ArrayList<>();
    Cases cases = Cases.read(CONTROLS, problems);
    assertThat(problems).isEmpty();
    return catalogue.controls().stream()
        .map(
            control ->
                DynamicTest.dynamicTest(
                    control.id(),
                    () -> {
                      problems.clear();
                      cases.lint(control);
                      cases.run(control, catalogue);
                      assertThat(problems).isEmpty();
                    }));
  }
}
