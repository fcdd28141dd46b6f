package io.aksguard.cli;

import java.util.List;
import java.util.function.Supplier;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What the SDK tells the root logger, which a user would see. */
final class Logged extends Handler {
  private final List<String> messages;

  private Logged(List<String> messages) {
    this.messages = messages;
  }

  static <T> T during(List<String> messages, Supplier<T> work) {
    Logged logged = new Logged(messages);
    Logger root = Logger.getLogger("");
    root.addHandler(logged);
    try {
      return work.get();
    } finally {
      root.removeHandler(logged);
    }
  }

  @Override
  public void publish(LogRecord entry) {
    if (String.valueOf(entry.getLoggerName()).startsWith("com.")) {
      messages.add(entry.getLoggerName() + ": " + entry.getMessage());
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
