package io.aksguard.bench;

import static java.util.Objects.requireNonNull;

import io.aksguard.config.GuardConfig;
import io.aksguard.control.Assessor;
import io.aksguard.control.Catalogue;
import io.aksguard.control.Control;
import io.aksguard.evidence.Evidence;
import io.aksguard.evidence.input.Inputs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Benchmark: the whole built catalogue, and twelve of its controls beside the same twelve written
 * by hand, over the evidence of a small generated fleet. One operation judges one fleet.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 8, time = 2)
public class Verdicts {
  static final Instant AT = Instant.parse("2026-11-23T00:00:00Z");
  private static final int CLUSTERS = 100;

  private final List<Evidence> fleet = new ArrayList<>();
  private final Catalogue catalogue = Catalogue.builtIn();
  private final Assessor all = assessor(catalogue, catalogue.controls());
  private final Assessor twelve = assessor(catalogue, twelve(catalogue));

  /** The controls of {@link HandWritten}. */
  static List<Control> twelve(Catalogue catalogue) {
    return catalogue.controls().stream()
        .filter(control -> HandWritten.controls().contains(control.id()))
        .toList();
  }

  static Assessor assessor(Catalogue catalogue, List<Control> controls) {
    return new Assessor(controls, catalogue.tables(), GuardConfig.defaults(catalogue).values(), AT);
  }

  @Setup(Level.Trial)
  public void read() throws IOException {
    Path folder = Files.createTempDirectory("aks-guard-fleet-");
    new Fleet(CLUSTERS, 1).write(folder);
    Inputs.scan(List.of(folder), false).clusters(fleet::add);
  }

  @Benchmark
  public int catalogue() {
    return judge(all);
  }

  @Benchmark
  public int twelve() {
    return judge(twelve);
  }

  @Benchmark
  public int twelveByHand() {
    return fleet.stream().mapToInt(evidence -> HandWritten.judge(evidence).size()).sum();
  }

  private int judge(Assessor assessor) {
    return fleet.stream().mapToInt(evidence -> assessor.assess(evidence).size()).sum();
  }

  /** Runs the three and prints verdicts per second and bytes per verdict. */
  public static void main(String[] args) throws RunnerException, IOException {
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include(Verdicts.class.getName())
                    .addProfiler(GCProfiler.class)
                    .build())
            .run();
    Verdicts counts = new Verdicts();
    counts.read();
    System.out.println("\nwhat          verdicts/s   bytes/verdict   verdicts/cluster");
    for (RunResult result : results) {
      String what = result.getPrimaryResult().getLabel();
      int verdicts =
          switch (what) {
            case "catalogue" -> counts.catalogue();
            case "twelve" -> counts.twelve();
            default -> counts.twelveByHand();
          };
      double bytes =
          requireNonNull(result.getSecondaryResults().get("gc.alloc.rate.norm")).getScore();
      System.out.printf(
          Locale.ROOT,
          "%-12s %,11.0f %15.0f %18.1f%n",
          what,
          result.getPrimaryResult().getScore() * verdicts,
          bytes / verdicts,
          (double) verdicts / CLUSTERS);
    }
  }
}
