package io.aksguard.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A process, watched: wall and processor time in seconds, peak resident memory in MB ({@code
 * VmHWM}; 0 where there is no /proc), and where its garbage collector logs, the peak of the heap.
 */
record Child(double seconds, double processor, long resident, long heap, int exit) {
  private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+([0-9]+) kB");
  private static final Pattern HEAP = Pattern.compile("([0-9]+)M->[0-9]+M");

  static Child run(List<String> command) {
    try {
      Path log = Files.createTempFile("aks-guard-gc-", ".log");
      List<String> watched = new ArrayList<>(command);
      if (command.get(0).endsWith("java")) {
        watched.add(1, "-Xlog:gc:file=" + log);
      }
      long start = System.nanoTime();
      Process process =
          new ProcessBuilder(watched)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
      long resident = 0;
      double processor = 0;
      while (process.isAlive()) {
        resident = Math.max(resident, resident(status));
        processor =
            Math.max(
                processor,
                process.info().totalCpuDuration().map(d -> d.toMillis() / 1e3).orElse(0.0));
        process.waitFor(20, TimeUnit.MILLISECONDS);
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      return new Child(seconds, processor, resident, heap(log), process.exitValue());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static long resident(Path status) {
    try {
      Matcher matcher = PEAK.matcher(Files.readString(status));
      return matcher.find() ? Long.parseLong(matcher.group(1)) / 1024 : 0;
    } catch (IOException e) {
      return 0; // it has just ended, or this system has no /proc
    }
  }

  private static long heap(Path log) throws IOException {
    try (Stream<String> lines = Files.lines(log)) {
      return lines
          .map(HEAP::matcher)
          .filter(Matcher::find)
          .mapToLong(m -> Long.parseLong(m.group(1)))
          .max()
          .orElse(0);
    } finally {
      Files.delete(log);
    }
  }
}
