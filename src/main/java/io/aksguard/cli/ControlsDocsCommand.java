package io.aksguard.cli;

import io.aksguard.control.AuthorException;
import io.aksguard.control.Catalogue;
import io.aksguard.report.catalogue.CataloguePages;
import io.aksguard.report.catalogue.GuardSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code aks-guard controls docs}. */
@Command(
    name = "docs",
    description = "Writes a page for each control, their index, frameworks and parameters.",
    mixinStandardHelpOptions = true)
final class ControlsDocsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "DIR",
      arity = "0..1",
      defaultValue = "src/controls",
      description = "a folder of controls with their cases; default: ${DEFAULT-VALUE}")
  private Path folder;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      defaultValue = "src/docs",
      description = "where the pages go; default: ${DEFAULT-VALUE}")
  private Path output;

  @Option(
      names = "--schema",
      paramLabel = "FILE",
      description = "also write the JSON schema of guard.yaml, for editors")
  private @Nullable Path schema;

  @Override
  public Integer call() throws IOException, AuthorException {
    ControlFolder read = ControlFolder.read(folder);
    Catalogue catalogue = read.catalogue();
    if (catalogue == null) {
      throw new AuthorException(read.problems());
    }
    Map<String, String> pages = new CataloguePages(catalogue, read.controls()).pages(read.cases());
    for (Map.Entry<String, String> page : pages.entrySet()) {
      write(output.resolve(page.getKey()), page.getValue());
    }
    if (schema != null) {
      write(schema, GuardSchema.of(catalogue));
    }
    spec.commandLine().getOut().printf("%s in %s%n", Amount.of(pages.size(), "page"), output);
    return 0;
  }

  private static void write(Path file, String text) throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Files.writeString(file, text);
  }
}
