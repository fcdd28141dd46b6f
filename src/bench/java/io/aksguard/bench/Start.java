package io.aksguard.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Benchmark: {@code audit} of one cluster from start to exit, best of five, beside an empty JVM.
 */
final class Start {
  private static final int TIMES = 5;

  private Start() {}

  /** The empty JVM. */
  static final class Empty {
    private Empty() {}

    public static void main(String[] args) {}
  }

  public static void main(String[] args) throws IOException {
    Path fleet = Path.of("target", "bench", "fleet-1");
    if (!Files.exists(fleet)) {
      new Fleet(1, 1).write(fleet);
    }
    String[] audit = {"audit", "--at", Verdicts.AT.toString(), "--input", fleet.toString()};
    System.out.println("what                    seconds  processor s  peak MB");
    best("empty JVM", "java", "-cp", "target/test-classes", Empty.class.getName());
    best("java -jar", audit, "java", "-jar", "target/aks-guard.jar");
    best("target/aks-guard", audit, "target/aks-guard");
  }

  private static void best(String what, String[] arguments, String... command) {
    best(what, Stream.concat(Stream.of(command), Stream.of(arguments)).toArray(String[]::new));
  }

  private static void best(String what, String... command) {
    Child best =
        Stream.generate(() -> Child.run(List.of(command)))
            .limit(TIMES)
            .min(Comparator.comparingDouble(Child::seconds))
            .orElseThrow();
    System.out.printf(
        Locale.ROOT,
        "%-22s %8.2f %12.2f %8d%n",
        what,
        best.seconds(),
        best.processor(),
        best.resident());
  }
}
