package io.aksguard.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A generated fleet as exported files: a folder for each subscription with its clusters and what
 * they are joined with, by turns as ARM lists and as Resource Graph answers. Three folders in four
 * say that they are complete; of the others absence is not known.
 *
 * @param seed the same seed gives the same bytes
 */
public record Fleet(int clusters, long seed) {
  private static final String MANIFEST =
      """
      {"schema": "aks-guard/snapshot/v1", "observedAt": "2026-11-20T06:00:00Z", "complete": [
      "pools", "maintenance", "versions", "diagnostics", "network", "access", "locks", "policy",
      "defender", "registries", "vaults", "backup", "alerts", "extensions", "fleet", "changes"]}
      """;

  public void write(Path folder) throws IOException {
    for (int from = 0; from < clusters; from += Site.IN_SUBSCRIPTION) {
      int number = from / Site.IN_SUBSCRIPTION;
      Path subscription = Files.createDirectories(folder.resolve("sub-%03d".formatted(number)));
      if (number % 4 != 3) {
        Files.writeString(subscription.resolve("snapshot.json"), MANIFEST);
      }
      int to = Math.min(clusters, from + Site.IN_SUBSCRIPTION);
      boolean graph = number % 2 == 1;
      try (Page bodies = new Page(subscription.resolve("clusters.json"), graph);
          Page joined = new Page(subscription.resolve("joined.json"), !graph)) {
        write(from, to, bodies, joined);
      }
    }
  }

  private void write(int from, int to, Page bodies, Page joined) throws IOException {
    writeSome("around-subscription.txt", new Site(seed, from), joined);
    for (int i = from; i < to; i++) {
      Site site = new Site(seed, i);
      bodies.add(Template.file("cluster.json", site));
      writeSome("around-cluster.txt", site, joined);
    }
  }

  private static void writeSome(String file, Site site, Page page) throws IOException {
    for (String line : Template.lines(file)) {
      int percent = line.indexOf('%');
      if (site.chance(Integer.parseInt(line.substring(0, percent)))) {
        page.add(Template.fill(line.substring(percent + 2), site));
      }
    }
  }

  /** A list that is written element by element. */
  private static final class Page implements AutoCloseable {
    private final Writer out;
    private final boolean graph;
    private int count;

    private Page(Path file, boolean graph) throws IOException {
      this.out = new BufferedWriter(Files.newBufferedWriter(file), 1 << 16);
      this.graph = graph;
      out.write(graph ? "{\"data\":[" : "{\"value\":[");
    }

    private void add(String resource) throws IOException {
      out.write(count++ == 0 ? "\n" : ",\n");
      out.write(resource);
    }

    @Override
    public void close() throws IOException {
      out.write(
          graph
              ? "],\"count\":%d,\"total_records\":%d,\"skip_token\":null}".formatted(count, count)
              : "]}");
      out.close();
    }
  }

  /**
   * @param args the number of clusters, and the folder to write to
   */
  public static void main(String[] args) throws IOException {
    new Fleet(Integer.parseInt(args[0]), 1).write(Path.of(args[1]));
  }
}
