package io.aksguard.function;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a function throws. Of an exception the worker tells the host the root cause alone, by its
 * simple name and message: of a store that is down {@code ClosedChannelException: null}. So this
 * one has no cause: its message says why, link by link, and what was asked. The exception itself is
 * among the suppressed ones, whose stacks are told with it.
 */
final class FunctionFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Histories of orchestrations keep the message, and are replayed at every turn. */
  private static final int LONGEST = 2_000;

  /** Longer chains only repeat themselves. */
  private static final int MOST_LINKS = 8;

  /**
   * @param asked what the function was to do, without anybody's name in it
   */
  FunctionFailedException(String asked, Throwable failure) {
    super(shortened(why(failure) + " (asked: " + asked + ")"));
    addSuppressed(failure);
  }

  /**
   * Does the work of a function.
   *
   * @throws FunctionFailedException for whatever the work has thrown
   */
  static <T> T instead(String asked, Supplier<T> work) {
    try {
      return work.get();
    } catch (RuntimeException | Error e) {
      throw new FunctionFailedException(asked, e);
    }
  }

  /** What an exception and its causes say, the outermost first. */
  static String why(Throwable failure) {
    StringBuilder why = new StringBuilder();
    Throwable link = failure;
    for (int i = 0; i < MOST_LINKS && link != null; i++) {
      String text = text(link, link.getCause());
      if (!text.isEmpty()) {
        why.append(why.isEmpty() ? "" : ": ").append(text);
      }
      link = link.getCause();
    }
    return why.toString();
  }

  /** Of one link, without what the next one is going to say. */
  private static String text(Throwable link, @Nullable Throwable cause) {
    String message = link.getMessage();
    if (message != null && cause != null) {
      message = without(message, String.valueOf(cause));
      message = without(message, String.valueOf(cause.getMessage()));
      if (message.isEmpty()) {
        return "";
      }
    }
    boolean ours = link.getClass().getName().startsWith("io.aksguard.");
    String name = link.getClass().getSimpleName();
    return message == null || message.isEmpty() ? name : ours ? message : name + ": " + message;
  }

  private static String without(String message, String end) {
    return message.endsWith(end)
        ? message.substring(0, message.length() - end.length()).replaceFirst(":? *$", "")
        : message;
  }

  private static String shortened(String message) {
    return message.length() <= LONGEST ? message : message.substring(0, LONGEST - 1) + "…";
  }
}
