package io.aksguard.adapter.graph;

import io.aksguard.storage.Blobs;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** A snapshot among the runs' blobs, compressed. */
public final class BlobSnapshot implements SnapshotSink, SnapshotSource {
  private final Blobs blobs;
  private final String prefix;

  /**
   * @param run whose snapshot it is
   */
  public BlobSnapshot(Blobs blobs, String run) {
    this.blobs = blobs;
    this.prefix = run + "/";
  }

  @Override
  public boolean put(String name, byte[] body) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return blobs.putIfAbsent(prefix + name + ".gz", packed.toByteArray());
  }

  @Override
  public Optional<byte[]> get(String name) {
    return blobs.get(prefix + name + ".gz").map(BlobSnapshot::unpacked);
  }

  private static byte[] unpacked(byte[] body) {
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(body))) {
      return gzip.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
