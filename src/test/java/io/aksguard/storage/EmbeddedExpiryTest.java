package io.aksguard.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.adapter.embedded.EmbeddedStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded store forgets what a storage account forgets by its lifecycle rules. */
class EmbeddedExpiryTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final byte[] BODY = "{}".getBytes(UTF_8);

  @TempDir private Path folder;
  private EmbeddedStore open;
  private Store store;

  @BeforeEach
  void open() {
    open = EmbeddedStore.open(folder);
    store = open.store();
  }

  @AfterEach
  void close() {
    open.close();
  }

  private void put(Blobs blobs, String container, String name, Duration age) throws IOException {
    blobs.putIfAbsent(name, BODY);
    age(container, name, age);
  }

  private void age(String container, String name, Duration age) throws IOException {
    Path file = folder.resolve("blobs").resolve(container).resolve(name.replace("/", "=/"));
    FileTime now = Files.getLastModifiedTime(Files.createTempFile(folder, "", ""));
    Files.setLastModifiedTime(file, FileTime.from(now.toInstant().minus(age)));
  }

  @Test
  void expire_deletesOldEvidenceAndOldRuns_andNothingElse() throws Exception {
    Duration evidence = EmbeddedStore.EVIDENCE_KEPT;
    Duration runs = EmbeddedStore.RUNS_KEPT;
    put(store.evidence(), "evidence", "old.json.gz", evidence.plus(HOUR));
    put(store.evidence(), "evidence", "young.json.gz", evidence.minus(HOUR));
    put(store.runs(), "runs", "audit-1/snapshot.json.gz", runs.plus(HOUR));
    put(store.runs(), "runs", "audit-2/snapshot.json.gz", runs.minus(HOUR));
    put(store.checkpoints(), "checkpoints", "ab/old.json.gz", evidence.multipliedBy(9));
    put(store.anchors(), "anchors", "anchor-00000001.json", evidence.multipliedBy(9));
    put(store.config(), "config", "old.zip", evidence.multipliedBy(9));

    open.expire();
    open.expire();

    assertThat(store.evidence().list("")).containsExactly("young.json.gz");
    assertThat(store.runs().list("")).containsExactly("audit-2/snapshot.json.gz");
    assertThat(store.checkpoints().list("")).hasSize(1);
    assertThat(store.anchors().list("")).hasSize(1);
    assertThat(store.config().list("")).hasSize(1);
  }

  /** A folder that is empty for a moment may be somebody's who is about to write into it. */
  @Test
  void expire_takesAnEmptyFolder_onlyOnceThatIsOldToo() throws Exception {
    put(store.runs(), "runs", "audit-1/snapshot.json.gz", EmbeddedStore.RUNS_KEPT.plus(HOUR));
    Path run = folder.resolve("blobs/runs/audit-1=");

    open.expire();
    assertThat(run).isEmptyDirectory();
    age("runs", "audit-1=", EmbeddedStore.RUNS_KEPT.plus(HOUR));
    open.expire();

    assertThat(run).doesNotExist();
    assertThat(store.runs().putIfAbsent("audit-1/snapshot.json.gz", BODY)).isTrue();
  }

  /** Who looks into an old copy must not make it poorer. */
  @Test
  void opening_deletesNothing() throws Exception {
    put(store.evidence(), "evidence", "old.gz", EmbeddedStore.EVIDENCE_KEPT.plus(HOUR));
    open.close();
    open = EmbeddedStore.open(folder);

    assertThat(open.store().evidence().list("")).containsExactly("old.gz");
  }
}
