package io.aksguard.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogueCompilerTest {
  /**
   * What the build's process has written and what this one writes. Two processes agree on an order
   * that differs from process to process now and then, so not every run finds such a one.
   */
  @Test
  void main_inAnotherProcess_writesTheSameBytes(@TempDir Path target)
      throws IOException, AuthorException, URISyntaxException {
    String base = System.getProperty("aksguard.basedir", ".");
    URL built = Objects.requireNonNull(Catalogue.class.getResource(Catalogue.RESOURCE));

    CatalogueCompiler.main(
        new String[] {Path.of(base, "src/controls").toString(), target.toString()});

    Path catalogue = Path.of(built.toURI());
    assertThat(target.resolve("catalogue.json")).hasSameBinaryContentAs(catalogue);
    assertThat(target.resolve("tables.json"))
        .hasSameBinaryContentAs(catalogue.resolveSibling("tables.json"));
  }
}
