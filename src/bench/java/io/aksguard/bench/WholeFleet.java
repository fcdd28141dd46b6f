package io.aksguard.bench;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Benchmark: {@code audit} of 10,000 clusters in a process of its own with 512 MB of heap, beside
 * 1,000. Java options can be given as arguments.
 */
final class WholeFleet {
  private WholeFleet() {}

  public static void main(String[] args) throws IOException {
    Path folder = Path.of("target", "bench");
    System.out.println("clusters   MB  format  seconds  processor s  peak MB  peak heap MB  exit");
    double few = audit(folder, 1_000, "json", List.of(args)).seconds();
    double many = audit(folder, 10_000, "json", List.of(args)).seconds();
    System.out.printf(Locale.ROOT, "growth of time: %.1f (linear: 10)%n", many / few);
    audit(folder, 10_000, "sarif", List.of(args));
    audit(folder, 10_000, "table", List.of(args));
  }

  private static Child audit(Path folder, int clusters, String format, List<String> options)
      throws IOException {
    Path fleet = folder.resolve("fleet-" + clusters);
    if (!Files.exists(fleet)) {
      new Fleet(clusters, 1).write(fleet);
    }
    List<String> command = new ArrayList<>(List.of("java", "-Xmx512m"));
    command.addAll(options);
    command.addAll(
        List.of("-jar", "target/aks-guard.jar", "audit", "--at", Verdicts.AT.toString()));
    command.addAll(List.of("--input", fleet.toString(), "--format", format));
    command.addAll(List.of("--output", folder.resolve("report." + format).toString()));
    Child child = Child.run(command);
    System.out.printf(
        Locale.ROOT,
        "%8d %4d  %-6s %8.1f %12.1f %8d %13d %5d%n",
        clusters,
        size(fleet) >> 20,
        format,
        child.seconds(),
        child.processor(),
        child.resident(),
        child.heap(),
        child.exit());
    return child;
  }

  private static long size(Path folder) throws IOException {
    AtomicLong size = new AtomicLong();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            size.addAndGet(attributes.size());
            return FileVisitResult.CONTINUE;
          }
        });
    return size.get();
  }
}
