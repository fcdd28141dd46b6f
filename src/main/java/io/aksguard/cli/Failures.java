package io.aksguard.cli;

import io.aksguard.control.AuthorException;
import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns what a user can mend into a sentence; a bug of ours keeps its stack. */
final class Failures implements IExecutionExceptionHandler {
  @Override
  public int handleExecutionException(Exception e, CommandLine line, ParseResult parsed)
      throws Exception {
    if (e instanceof AuthorException || e instanceof IOException || e instanceof UsageException) {
      line.getErr().println(e instanceof IOException ? sentence((IOException) e) : e.getMessage());
      return Main.UNUSABLE;
    }
    throw e;
  }

  private static String sentence(IOException e) {
    String kind = e.getClass().getSimpleName().replace("Exception", "");
    return e.getMessage() == null
        ? kind
        : kind.equals("IO") ? e.getMessage() : kind + ": " + e.getMessage();
  }
}
