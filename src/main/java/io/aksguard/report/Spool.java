package io.aksguard.report;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Text that waits in a temporary file for what has to stand before it. The file is only its owner's
 * to read and is removed when this is closed, when writing fails, and at the latest with the
 * process: the system unlinks it at once (Unix) or with its handle (Windows).
 */
final class Spool extends Writer {
  private @Nullable FileChannel file;
  private @Nullable Writer text;

  @Override
  public void write(char[] characters, int from, int length) throws IOException {
    try {
      open().write(characters, from, length);
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  private Writer open() throws IOException {
    if (text == null) {
      Path path = Files.createTempFile("aks-guard-", ".spool");
      file =
          FileChannel.open(
              path,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
      text = Utf8.writer(Channels.newOutputStream(file));
    }
    return text;
  }

  @Override
  public void flush() throws IOException {
    if (text != null) {
      text.flush();
    }
  }

  /** Copies all that was written. */
  void copyTo(OutputStream out) throws IOException {
    flush();
    if (file != null) {
      file.position(0);
      Channels.newInputStream(file).transferTo(out);
    }
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }
}
