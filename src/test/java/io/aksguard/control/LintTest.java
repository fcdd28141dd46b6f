package io.aksguard.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LintTest {
  @TempDir private Path folder;

  @Test
  void longTexts_areReadToTheirEnd() throws IOException, AuthorException {
    write("cluster.name == '" + "x".repeat(90_000) + "'");

    assertThat(CatalogueFolder.load(folder, Catalogue.builtIn()).controls())
        .anyMatch(control -> control.id().equals("own"));
  }

  @Test
  void whatStandsInTexts_isNoUse() throws IOException, AuthorException {
    write("cluster.name == 'policy \\' params.nope type(x) .map(y)' || cluster.name == \"locks\"");

    assertThat(CatalogueFolder.load(folder, Catalogue.builtIn()).controls())
        .anyMatch(control -> control.id().equals("own"));
  }

  private void write(String expect) throws IOException {
    Path own = Files.createDirectory(folder.resolve("own"));
    Files.writeString(
        own.resolve("control.yaml"),
        """
        id: own
        title: A control
        practice: "1.1"
        severity: low
        why: Because.
        sources: [{name: A book, ref: p. 1}]
        sections: [cluster]
        expect: |
          %s
        seen: cluster.name
        message: "{seen}"
        remedy: {mode: manual, impact: none, how: Think.}
        """
            .formatted(expect));
  }
}
