package io.aksguard.storage;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Bodies as they lie in containers: under gzip, which every tool opens. */
public final class Compressed {
  private Compressed() {}

  public static byte[] of(byte[] body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /**
   * The body.
   *
   * @param most bytes that it may have: whoever replaces a blob shall not exhaust its reader
   * @throws IOException when it is damaged or larger; the message is a sentence
   */
  public static byte[] read(byte[] compressed, int most) throws IOException {
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
      byte[] body = gzip.readNBytes(most);
      if (gzip.read() >= 0) {
        throw new IOException("it has more than " + most + " bytes");
      }
      return body;
    }
  }
}
