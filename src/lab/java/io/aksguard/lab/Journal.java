package io.aksguard.lab;

import io.aksguard.lab.tenant.UnusableException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * An append-only file of records, each of changes that hold together or not at all: length,
 * checksum, changes. It outlives the end of its process at any byte (a torn last record is cut off
 * when it is opened again); it is not forced to disk, so a power failure may lose its end. A record
 * that is there as a whole and does not fit its checksum is damage, and nothing is cut then.
 */
final class Journal implements Closeable {
  private static final int HEAD = 12;

  /** Bytes of a record, far beyond any that was seen; any text would be read as more. */
  private static final int MOST = 1 << 27;

  /** How bytes reach the file; tests let it fail. */
  interface Sink {
    void write(FileChannel file, ByteBuffer record) throws IOException;
  }

  static final Sink FILE =
      (file, record) -> {
        while (record.hasRemaining()) {
          file.write(record);
        }
      };

  private final FileChannel file;
  private final Sink sink;
  private final List<List<Change>> found = new ArrayList<>();
  private boolean broken;

  /**
   * Opens the file, which is made where there is none.
   *
   * @throws UnusableException when another host has it open, or when it is damaged
   */
  Journal(Path path, Sink sink) throws IOException {
    Files.createDirectories(path.toAbsolutePath().getParent());
    this.sink = sink;
    this.file =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    if (!isMine()) {
      file.close();
      throw new UnusableException(
          path + " is another host's: end that one, or name another folder");
    }
    try {
      long end = read(Files.readAllBytes(path));
      file.truncate(end);
      file.position(end);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw UnusableException.damaged(path, e);
    }
  }

  private boolean isMine() throws IOException {
    try {
      return file.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /** The records that were there when it was opened, oldest first. */
  List<List<Change>> found() {
    return found;
  }

  /**
   * Appends one record.
   *
   * @throws IOException when it may not have been written; nothing can be appended any more
   */
  synchronized void append(List<Change> changes) throws IOException {
    if (broken) {
      throw new IOException("the journal is closed");
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(changes.size());
    for (Change change : changes) {
      change.write(out);
    }
    byte[] body = bytes.toByteArray();
    ByteBuffer record = ByteBuffer.allocate(HEAD + body.length);
    record.putInt(body.length).putLong(checksum(body)).put(body).flip();
    try {
      sink.write(file, record);
    } catch (IOException | RuntimeException e) {
      broken = true;
      throw e;
    }
  }

  /** Nothing is appended any more. */
  @Override
  public synchronized void close() throws IOException {
    broken = true;
    file.close();
  }

  private long read(byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    int end = 0;
    while (buffer.remaining() >= HEAD) {
      int length = buffer.getInt();
      long checksum = buffer.getLong();
      if (length <= 0 || length > MOST) {
        throw new IOException("no record begins at byte " + end);
      }
      if (length > buffer.remaining()) {
        break;
      }
      byte[] body = new byte[length];
      buffer.get(body);
      if (checksum(body) != checksum) {
        throw new IOException("the record at byte " + end + " does not fit its checksum");
      }
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(body));
      List<Change> changes = new ArrayList<>();
      int count = in.readInt();
      for (int i = 0; i < count; i++) {
        changes.add(Change.read(in));
      }
      found.add(changes);
      end = buffer.position();
    }
    return end;
  }

  private static long checksum(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return crc.getValue();
  }
}
