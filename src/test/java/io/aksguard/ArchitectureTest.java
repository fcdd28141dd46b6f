package io.aksguard;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The house of src/docs/decisions: imports point upward only, and each library has its rooms. */
class ArchitectureTest {
  /** From the foundation up; a package may use those before it. */
  private static final List<String> LAYERS =
      List.of(
          "cluster",
          "yaml",
          "evidence",
          "control",
          "config",
          "finding",
          "intent",
          "storage",
          "history",
          "remediation",
          // Configuration in the store: read by all that judges, kept by means of storage.
          "deployed",
          "event",
          "inbox",
          "notice",
          "report",
          "activity",
          "workflow",
          "adapter",
          "app",
          "function",
          "cli");

  private final JavaClasses code =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.aksguard");

  @TestFactory
  Stream<DynamicTest> importsPointUpwardOnly() {
    return LAYERS.stream()
        .map(
            layer -> {
              String[] above =
                  LAYERS.subList(LAYERS.indexOf(layer) + 1, LAYERS.size()).stream()
                      .map(name -> "io.aksguard." + name + "..")
                      .toArray(String[]::new);
              return DynamicTest.dynamicTest(
                  layer,
                  () -> {
                    assertThat(
                            code.stream()
                                .anyMatch(
                                    c -> c.getPackageName().startsWith("io.aksguard." + layer)))
                        .as("package %s exists", layer)
                        .isTrue();
                    if (above.length > 0) {
                      in(layer)
                          .should()
                          .dependOnClassesThat()
                          .resideInAnyPackage(above)
                          .check(code);
                    }
                  });
            });
  }

  @Test
  void everyPackage_hasItsLayer() {
    String[] known =
        LAYERS.stream().map(name -> "io.aksguard." + name + "..").toArray(String[]::new);

    classes().should().resideInAnyPackage(known).check(code);
  }

  @Test
  void packages_haveNoCycles() {
    slices().matching("io.aksguard.(*)..").should().beFreeOfCycles().check(code);
  }

  @TestFactory
  Stream<DynamicTest> librariesHaveTheirRooms() {
    return Stream.of(
            new String[] {"dev.cel..", "evidence", "control"},
            new String[] {"com.microsoft.durabletask..", "workflow", "function"},
            new String[] {"com.microsoft.azure.functions..", "function"},
            new String[] {"picocli..", "cli"},
            new String[] {"org.snakeyaml..", "yaml", "evidence"},
            new String[] {"com.azure..", "adapter", "app"},
            new String[] {"org.sqlite..", "adapter.embedded"},
            new String[] {"java.sql..", "adapter.embedded"},
            new String[] {"inet.ipaddr..", "control"},
            new String[] {"org.semver4j..", "control"})
        .map(
            rooms ->
                DynamicTest.dynamicTest(
                    rooms[0],
                    () ->
                        noClasses()
                            .that()
                            .resideOutsideOfPackages(
                                Stream.of(rooms)
                                    .skip(1)
                                    .map(name -> "io.aksguard." + name + "..")
                                    .toArray(String[]::new))
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(rooms[0])
                            .check(code)));
  }

  @Test
  void workflow_isDeterministic() {
    in("workflow").should().callMethod(java.time.Instant.class, "now").check(code);
    in("workflow").should().callMethod(java.util.UUID.class, "randomUUID").check(code);
    in("workflow")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.lang.System")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.lang.Thread")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.util.Random")
        .orShould()
        .dependOnClassesThat()
        .resideInAPackage("java.util.logging..")
        .check(code);
  }

  @Test
  void statics_holdNoState() {
    fields().that().areStatic().should().beFinal().check(code);
  }

  @Test
  void noPackage_isABagOfThings() {
    noClasses()
        .should()
        .resideInAnyPackage(
            "..util..", "..common..", "..helper..", "..core..", "..model..", "..impl..")
        .check(code);
  }

  @Test
  void everyPackage_isNullMarked() throws IOException {
    Path root = Path.of(System.getProperty("aksguard.basedir", "."), "src", "main", "java");
    try (Stream<Path> folders = Files.walk(root).filter(Files::isDirectory)) {
      List<Path> bare =
          folders.filter(ArchitectureTest::hasClasses).filter(ArchitectureTest::isBare).toList();
      assertThat(bare).isEmpty();
    }
  }

  private static boolean hasClasses(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.anyMatch(file -> file.toString().endsWith(".java"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isBare(Path folder) {
    try {
      Path info = folder.resolve("package-info.java");
      return !Files.exists(info) || !Files.readString(info).contains("@NullMarked");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static GivenClassesConjunction in(String layer) {
    return noClasses().that().resideInAPackage("io.aksguard." + layer + "..");
  }
}
