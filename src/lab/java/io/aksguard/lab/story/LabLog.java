package io.aksguard.lab.story;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.logging.StreamHandler;

/** Takes what the host, its libraries and whoever writes to the error stream have to say. */
final class LabLog implements AutoCloseable {
  private static final Logger ROOT = Logger.getLogger("");

  private final PrintStream file;
  private final PrintStream error;
  private final Handler handler;

  private LabLog(PrintStream file) {
    this.file = file;
    this.error = System.err;
    this.handler = new StreamHandler(file, new SimpleFormatter());
  }

  /** From now on all of it goes to this file, behind what is there. */
  static LabLog to(Path path) throws IOException {
    LabLog log =
        new LabLog(
            new PrintStream(
                Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND),
                true,
                StandardCharsets.UTF_8));
    LogManager.getLogManager().reset();
    ROOT.addHandler(log.handler);
    System.setErr(log.file);
    return log;
  }

  void line(String line) {
    file.println(line);
  }

  void failed(Exception e) {
    e.printStackTrace(file);
  }

  @Override
  public void close() {
    handler.flush();
    ROOT.removeHandler(handler);
    System.setErr(error);
    file.close();
  }
}
