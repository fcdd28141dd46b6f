package io.aksguard.cli;

import java.io.PrintWriter;

/** One line on a terminal that counts clusters; nothing where nobody watches. */
final class Progress implements AutoCloseable {
  /** Smaller audits are over before anybody could read it. */
  private static final int WORTH_SHOWING = 200;

  private final PrintWriter err;
  private final int total;
  private final boolean shown;

  Progress(PrintWriter err, int total) {
    this.err = err;
    this.total = total;
    this.shown = total >= WORTH_SHOWING && Terminal.is(Terminal.ERR);
  }

  void show(int done) {
    if (shown) {
      err.printf("\r%d of %d clusters", done, total);
      err.flush();
    }
  }

  @Override
  public void close() {
    if (shown) {
      err.print("\r\u001b[K");
      err.flush();
    }
  }
}
