package io.aksguard.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is shipped is what was reviewed: each jar costs cold start, upload and patching. */
class PackageListIT {
  private static final Path LIB = PackagedApp.FOLDER.resolve("lib");
  private static final Path CLI_LIB = PackagedApp.BASE.resolve("target/lib");
  private static final Path REVIEWED =
      PackagedApp.BASE.resolve("src/test/resources/package-lib.txt");
  private static final Path FOUND = PackagedApp.BASE.resolve("target/package-lib.txt");

  /** The worker has it; the plugin leaves it out. */
  private static final String WORKERS_OWN = "azure-functions-java-core-library-1.3.0.jar";

  @Test
  void lib_isTheReviewedList() throws IOException {
    Map<String, Long> sizes = sizes(LIB);
    List<String> found = new ArrayList<>();
    sizes.forEach((name, size) -> found.add("%6d KB  %s".formatted(kilobytes(size), name)));
    long total = sizes.values().stream().mapToLong(Long::longValue).sum();
    found.add("%.1f MB in %d jars".formatted(total / 1e6, sizes.size()));
    Files.write(FOUND, found);

    assertThat(found)
        .as(
            "%s differs from the reviewed list. Ask of each new jar who needs it"
                + " (mvn dependency:tree). To accept: cp target/package-lib.txt %s",
            LIB, PackagedApp.BASE.relativize(REVIEWED))
        .isEqualTo(Files.readAllLines(REVIEWED));
  }

  @Test
  void lib_holdsNothingOfTestsOrOfOtherUses() throws IOException {
    assertThat(sizes(LIB).keySet())
        .noneMatch(name -> name.matches("(sqlite|netty|reactor-netty|azure-core-http-netty).*"))
        .noneMatch(name -> name.matches(".*(jmh|junit|opentest4j|assertj|archunit|schema-valid).*"))
        .noneMatch(name -> name.startsWith("aks-guard"));
  }

  @Test
  void lib_isTheCommandLinesLib_withoutWhatTheWorkerHas() throws IOException {
    Map<String, Long> commandLine = sizes(CLI_LIB);

    assertThat(commandLine.remove(WORKERS_OWN)).isNotNull();
    assertThat(commandLine.keySet().removeIf(name -> name.startsWith("sqlite-jdbc-"))).isTrue();
    assertThat(commandLine)
        .as("target/lib, where a jar that is no dependency any more stays until mvn clean")
        .isEqualTo(sizes(LIB));
  }

  @Test
  void durablesMiddleware_isAService() throws IOException {
    Path jar = LIB.resolve("durabletask-azure-functions-1.4.0.jar");

    assertThat(
            entry(
                jar,
                "META-INF/services/com.microsoft.azure.functions.internal.spi.middleware.Middleware"))
        .contains(
            "com.microsoft.durabletask.azurefunctions.internal.middleware.OrchestrationMiddleware");
  }

  /** Without it the worker makes an instance for each call, by a constructor that is not there. */
  @Test
  void injector_isAService() throws IOException {
    assertThat(
            entry(
                PackagedApp.FOLDER.resolve("aks-guard.jar"),
                "META-INF/services/com.microsoft.azure.functions.spi.inject.FunctionInstanceInjector"))
        .isEqualToIgnoringNewLines("io.aksguard.function.Injector");
  }

  /** What {@link HostFileTest} looks at. */
  @Test
  void hostFile_isTheProjects() {
    assertThat(PackagedApp.FOLDER.resolve("host.json"))
        .hasSameTextualContentAs(PackagedApp.BASE.resolve("host.json"));
  }

  @Test
  void appJar_isThin_andTheCommandLinesToo() throws IOException {
    Path jar = PackagedApp.FOLDER.resolve("aks-guard.jar");

    assertThat(jar).hasSameBinaryContentAs(PackagedApp.BASE.resolve("target/aks-guard.jar"));
    assertThat(entries(jar))
        .allMatch(
            name ->
                name.matches("io/aksguard/.*|schemas/notices/[A-Za-z]+\\.v1\\.json")
                    || Set.of(
                            "META-INF/MANIFEST.MF",
                            "META-INF/services/com.microsoft.azure.functions.spi.inject.FunctionInstanceInjector",
                            "controls/catalogue.json",
                            "controls/tables.json",
                            "schemas/guard.v1.json",
                            "schemas/report.v1.json")
                        .contains(name))
        .contains("io/aksguard/function/Injector.class", "controls/catalogue.json")
        .noneMatch(name -> name.startsWith("io/aksguard/lab/"));
  }

  @Test
  void appJar_namesItsMainClassAndAllOfLib() throws IOException {
    try (JarFile jar = new JarFile(PackagedApp.BASE.resolve("target/aks-guard.jar").toFile())) {
      Attributes manifest = jar.getManifest().getMainAttributes();

      assertThat(manifest.getValue("Main-Class")).isEqualTo("io.aksguard.cli.Main");
      assertThat(manifest.getValue("Class-Path").split(" "))
          .containsExactlyInAnyOrderElementsOf(
              sizes(CLI_LIB).keySet().stream().map("lib/"::concat).toList());
    }
  }

  private static long kilobytes(long bytes) {
    return Math.round(bytes / 1e3);
  }

  private static Map<String, Long> sizes(Path folder) throws IOException {
    Map<String, Long> sizes = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        sizes.put(String.valueOf(file.getFileName()), Files.size(file));
      }
    }
    return sizes;
  }

  private static Set<String> entries(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.stream()
          .filter(entry -> !entry.isDirectory())
          .map(entry -> entry.getName())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static String entry(Path jar, String name) throws IOException {
    try (JarFile file = new JarFile(jar.toFile());
        InputStream in = file.getInputStream(file.getJarEntry(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
