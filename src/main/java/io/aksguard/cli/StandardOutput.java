package io.aksguard.cli;

import java.io.FilterOutputStream;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/** Standard output that tells its own failures from those of other files. */
final class StandardOutput extends FilterOutputStream {

  /** What was written does not reach its reader. */
  static final class Lost extends IOException {
    private static final long serialVersionUID = 1L;

    Lost(IOException cause) {
      super(cause.getMessage(), cause);
    }

    /** Whether the reader has seen enough and left, as {@code head} does. */
    boolean byItsReader() {
      String message = String.valueOf(getMessage());
      return message.contains("Broken pipe") || message.contains("pipe is being closed");
    }
  }

  /**
   * A writer swallows what its stream throws, unless it is unchecked: so a command ends at the
   * first line that is lost.
   */
  private static final class Loud extends FilterWriter {
    private Loud(Writer out) {
      super(out);
    }

    @Override
    public void write(int c) {
      write(new char[] {(char) c}, 0, 1);
    }

    @Override
    public void write(char[] text, int from, int length) {
      try {
        out.write(text, from, length);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void write(String text, int from, int length) {
      try {
        out.write(text, from, length);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void flush() {
      try {
        out.flush();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  StandardOutput(OutputStream out) {
    super(out);
  }

  /** For text. Its methods throw {@link UncheckedIOException} where text is {@link Lost}. */
  PrintWriter text() {
    return new PrintWriter(new Loud(new OutputStreamWriter(this, StandardCharsets.UTF_8)));
  }

  @Override
  public void write(int b) throws IOException {
    try {
      out.write(b);
    } catch (IOException e) {
      throw new Lost(e);
    }
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    try {
      out.write(bytes, from, length);
    } catch (IOException e) {
      throw new Lost(e);
    }
  }

  @Override
  public void flush() throws IOException {
    try {
      out.flush();
    } catch (IOException e) {
      throw new Lost(e);
    }
  }
}
