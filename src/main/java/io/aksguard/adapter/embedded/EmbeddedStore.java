package io.aksguard.adapter.embedded;

import io.aksguard.storage.ForeignStoreException;
import io.aksguard.storage.Store;
import io.aksguard.storage.UnavailableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A whole store in one folder: {@code aks-guard.db}, and {@code blobs} with one folder a container.
 * What was acknowledged outlives the death of any process; src/docs/store.md says what a loss of
 * power can cost.
 */
public final class EmbeddedStore implements AutoCloseable {
  /** As the lifecycle rules of a storage account, in infra/storage.bicep. */
  public static final Duration EVIDENCE_KEPT = Duration.ofDays(400);

  /** As the lifecycle rules of a storage account. */
  public static final Duration RUNS_KEPT = Duration.ofDays(7);

  private final Database database;
  private final Store store;
  private final Path blobs;
  private final Workshop workshop;

  private EmbeddedStore(Database database, Store store, Path blobs, Workshop workshop) {
    this.database = database;
    this.store = store;
    this.blobs = blobs;
    this.workshop = workshop;
  }

  /**
   * Opens the store, and makes it where the folder is not there or empty.
   *
   * @throws UnavailableException when it cannot be read or written
   * @throws ForeignStoreException when another program has made it, or a newer version
   */
  public static EmbeddedStore open(Path folder) {
    make(folder, folder);
    Database database = Database.open(folder.resolve("aks-guard.db"));
    Path blobs = folder.resolve("blobs");
    Workshop workshop;
    try {
      make(blobs, folder);
      workshop = workshop(folder);
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
    Store store =
        new Store(
            new SqliteRows(database, "ledger"),
            new SqliteRows(database, "inbox"),
            new SqliteRows(database, "index"),
            new FolderBlobs(blobs.resolve("checkpoints"), workshop),
            new FolderBlobs(blobs.resolve("evidence"), workshop),
            new FolderBlobs(blobs.resolve("plans"), workshop),
            new FolderBlobs(blobs.resolve("anchors"), workshop),
            new FolderBlobs(blobs.resolve("config"), workshop),
            new FolderBlobs(blobs.resolve("runs"), workshop));
    return new EmbeddedStore(database, store, blobs, workshop);
  }

  private static void make(Path wanted, Path folder) {
    try {
      Files.createDirectories(wanted);
    } catch (IOException e) {
      throw Disk.refused("use the folder", folder, e);
    }
  }

  private static Workshop workshop(Path folder) {
    try {
      return Workshop.in(folder.resolve("tmp"));
    } catch (IOException e) {
      throw Disk.refused("use the folder", folder, e);
    }
  }

  /** Whether the folder holds a store already: a reader should not make one. */
  public static boolean exists(Path folder) {
    return Files.isRegularFile(folder.resolve("aks-guard.db"));
  }

  public Store store() {
    return store;
  }

  /**
   * Deletes bodies of evidence and of runs that were written too long ago. Not for readers: an old
   * copy of a store keeps what it has.
   *
   * @throws UnavailableException when the disk refuses
   */
  public void expire() {
    try {
      workshop.expire(blobs.resolve("evidence"), EVIDENCE_KEPT);
      workshop.expire(blobs.resolve("runs"), RUNS_KEPT);
    } catch (IOException | UncheckedIOException e) {
      throw Disk.refused("delete what is too old in", blobs, e);
    }
  }

  @Override
  public void close() {
    database.close();
  }
}
