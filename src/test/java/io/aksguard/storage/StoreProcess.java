package io.aksguard.storage;

import io.aksguard.adapter.embedded.EmbeddedStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Another process on the same folder: counts one row up, and says each number it was given. */
public final class StoreProcess {
  static final String PARTITION = "p";
  static final String COUNTER = "counter";

  private StoreProcess() {}

  /**
   * @param args the folder, and how often to count
   */
  public static void main(String[] args) throws ConflictException {
    try (EmbeddedStore embedded = EmbeddedStore.open(Path.of(args[0]))) {
      Store store = embedded.store();
      for (int done = 0; done < Integer.parseInt(args[1]); done++) {
        System.out.println(next(store));
      }
    }
  }

  static Process start(Path folder, int times) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            StoreProcess.class.getName(),
            folder.toString(),
            Integer.toString(times))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** The numbers that were said; those of a killed process may end in half a line. */
  static List<Long> numbers(BufferedReader said) {
    return said.lines().filter(line -> line.matches("[0-9]{6}")).map(Long::valueOf).toList();
  }

  /** The number's row and the counter are one batch; its blob is there before. */
  private static String next(Store store) {
    while (true) {
      Optional<Row> counter = store.ledger().get(PARTITION, COUNTER);
      long number = counter.map(row -> row.needNumber("n")).orElse(0L) + 1;
      String name = "%06d".formatted(number);
      Map<String, Object> properties = Map.of("n", number);
      Write count =
          counter.isPresent()
              ? new Write.Replace(COUNTER, properties, counter.get().etag())
              : new Write.Insert(COUNTER, properties);
      store.evidence().putIfAbsent(name, new byte[10_000]);
      try {
        store.ledger().commit(PARTITION, List.of(count, new Write.Insert(name, properties)));
        return name;
      } catch (ConflictException e) {
        // Another process was first: count on from its number.
      }
    }
  }
}
