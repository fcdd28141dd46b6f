package io.aksguard.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Benchmark: {@code audit} of a dump of 100,000 pods in 2,000 namespaces in a process of its own
 * with 512 MB of heap, beside 10,000 pods in 200.
 */
final class WholeDump {
  private WholeDump() {}

  public static void main(String[] args) throws IOException {
    System.out.println("  pods    MB  seconds  processor s  peak MB  peak heap MB  exit");
    double few = audit(10_000, args).seconds();
    double many = audit(100_000, args).seconds();
    System.out.printf(Locale.ROOT, "growth of time: %.1f (linear: 10, at most 11)%n", many / few);
  }

  private static Child audit(int pods, String[] options) throws IOException {
    Path folder = Path.of("target", "bench");
    Path dump = folder.resolve("dump-" + pods);
    if (!Files.exists(dump)) {
      new Dump(pods, 1).write(dump);
    }
    List<String> command = new ArrayList<>(List.of("java", "-Xmx512m"));
    command.addAll(List.of(options));
    command.addAll(
        List.of("-jar", "target/aks-guard.jar", "audit", "--at", Verdicts.AT.toString()));
    command.addAll(List.of("--input", dump.toString(), "--format", "json"));
    command.addAll(List.of("--output", folder.resolve("dump.json").toString()));
    Child child = Child.run(command);
    System.out.printf(
        Locale.ROOT,
        "%6d  %4d  %7.1f  %11.1f  %7d  %12d  %4d%n",
        pods,
        Files.size(dump.resolve("objects.json")) >> 20,
        child.seconds(),
        child.processor(),
        child.resident(),
        child.heap(),
        child.exit());
    return child;
  }
}
