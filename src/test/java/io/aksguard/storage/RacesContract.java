package io.aksguard.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every store keeps when eight threads want the same at once. */
interface RacesContract {
  int THREADS = 8;

  Store store();

  private static <T> List<T> together(Callable<T> task) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    CyclicBarrier start = new CyclicBarrier(THREADS);
    try {
      List<Future<T>> running = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        running.add(
            pool.submit(
                () -> {
                  start.await();
                  return task.call();
                }));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> one : running) {
        results.add(one.get());
      }
      return results;
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  default void replace_whenAllIncrementOneRow_thenNoUpdateIsLost() throws Exception {
    Rows rows = store().ledger();
    String partition = UUID.randomUUID().toString();
    rows.commit(partition, List.of(new Write.Insert("k", Map.of("n", 0L))));

    together(
        () -> {
          for (int done = 0; done < 25; ) {
            Row row = rows.get(partition, "k").orElseThrow();
            Map<String, Object> next = Map.of("n", row.needNumber("n") + 1);
            try {
              rows.commit(partition, List.of(new Write.Replace("k", next, row.etag())));
              done++;
            } catch (ConflictException e) {
              assertThat(e.index()).isZero();
            }
          }
          return true;
        });

    assertThat(rows.get(partition, "k").orElseThrow().needNumber("n")).isEqualTo(THREADS * 25);
  }

  @Test
  default void insert_whenAllInsertOneRow_thenOneOfThemDoes() throws Exception {
    Rows rows = store().ledger();
    for (int round = 0; round < 10; round++) {
      String partition = UUID.randomUUID().toString();

      List<String> winners =
          together(
              () -> {
                String name = UUID.randomUUID().toString();
                Map<String, Object> mine = Map.of("by", name);
                try {
                  rows.commit(
                      partition, List.of(new Write.Put(name, mine), new Write.Insert("k", mine)));
                  return name;
                } catch (ConflictException e) {
                  assertThat(e.index()).isEqualTo(1);
                  return "";
                }
              });

      String winner = String.join("", winners);
      assertThat(rows.get(partition, "k").orElseThrow().needText("by")).isEqualTo(winner);
      assertThat(rows.range(partition, "", "~", 10)).hasSize(2);
    }
  }

  @Test
  default void putIfAbsent_whenAllPutOneBlob_thenOneOfThemDoes() throws Exception {
    Blobs blobs = store().runs();
    for (int round = 0; round < 10; round++) {
      String blob = "race/" + UUID.randomUUID();

      List<String> winners =
          together(
              () -> {
                String body = UUID.randomUUID().toString().repeat(1_000);
                return blobs.putIfAbsent(blob, body.getBytes(StandardCharsets.UTF_8)) ? body : "";
              });

      assertThat(blobs.get(blob))
          .hasValue(String.join("", winners).getBytes(StandardCharsets.UTF_8));
      assertThat(winners).filteredOn(body -> !body.isEmpty()).hasSize(1);
    }
  }
}
