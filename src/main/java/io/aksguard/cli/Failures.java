package io.aksguard.cli;

import io.aksguard.control.AuthorException;
import io.aksguard.history.DamagedException;
import io.aksguard.storage.ForeignStoreException;
import io.aksguard.storage.UnavailableException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.concurrent.CompletionException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Turns what a user can mend into a sentence. A bug of ours is one sentence too, with an exit code
 * that no verdict has; {@code AKS_GUARD_DEBUG=1} shows its stack.
 */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {
  private static final String DEBUG = "AKS_GUARD_DEBUG";

  @Override
  public int handleParseException(ParameterException e, String[] args) {
    CommandLine line = e.getCommandLine();
    String name = line.getCommandSpec().qualifiedName();
    List<String> unknown = line.getUnmatchedArguments();
    // The parser would only complain of the option that a misspelt one was meant to be.
    boolean misspelt =
        (e instanceof MissingParameterException || e instanceof UnmatchedArgumentException)
            && !unknown.isEmpty()
            && unknown.get(0).startsWith("-");
    String what = misspelt ? "Unknown option: '" + unknown.get(0) + "'" : e.getMessage();
    say(line.getErr(), what + "; " + name + " --help shows what there is");
    return Main.UNUSABLE;
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine line, ParseResult parsed) {
    return handle(e, line.getErr());
  }

  /** Tells what has happened and returns the exit code for it. */
  static int handle(Throwable e, PrintWriter err) {
    if ((e instanceof UncheckedIOException || e instanceof CompletionException)
        && e.getCause() != null) {
      return handle(e.getCause(), err);
    }
    if (e instanceof StandardOutput.Lost lost) {
      if (!lost.byItsReader()) {
        say(err, "the output could not be written: " + lost.getMessage());
      }
      return Main.UNUSABLE;
    }
    if (e instanceof AuthorException author) {
      author.problems().forEach(problem -> err.println(oneLine(problem.toString())));
      return Main.UNUSABLE;
    }
    if (e instanceof UsageException || e instanceof IOException) {
      say(err, e instanceof IOException io ? sentence(io) : String.valueOf(e.getMessage()));
      return Main.UNUSABLE;
    }
    if (e instanceof NotDoneException) {
      say(err, String.valueOf(e.getMessage()));
      return Main.NOT_DONE;
    }
    if (e instanceof UnavailableException || e instanceof ForeignStoreException) {
      say(err, String.valueOf(e.getMessage()));
      return Main.UNUSABLE;
    }
    if (e instanceof DamagedException) {
      say(err, e.getMessage() + "; history verify tells whether there is more");
      return Main.UNUSABLE;
    }
    return bug(e, err);
  }

  private static int bug(Throwable e, PrintWriter err) {
    if (e instanceof OutOfMemoryError) {
      say(err, "memory is exhausted; give Java more with -Xmx, or audit fewer files at once");
      return Main.BUG;
    }
    say(
        err,
        "this is a mistake in AKS Guard, not in your input ("
            + e.getClass().getSimpleName()
            + (e.getMessage() == null ? "" : ": " + e.getMessage())
            + "); please report it with what "
            + DEBUG
            + "=1 prints");
    if (isDebug()) {
      e.printStackTrace(err);
    }
    return Main.BUG;
  }

  static boolean isDebug() {
    return "1".equals(System.getenv(DEBUG));
  }

  /** What the file system or a decoder said, with the file's name. */
  static String sentence(IOException e) {
    if (e instanceof CharacterCodingException) {
      return "a file of controls is no UTF-8 text";
    }
    if (e instanceof FileSystemException file) {
      String what =
          e instanceof NoSuchFileException
              ? "there is no such file"
              : e instanceof AccessDeniedException ? "no permission" : file.getReason();
      return file.getFile() + ": " + (what == null ? e.getClass().getSimpleName() : what);
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  static void say(PrintWriter err, String sentence) {
    err.println("aks-guard: " + oneLine(sentence));
  }

  /** Names of files may hold anything, also what a terminal obeys. */
  static String oneLine(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", " ").replaceAll("\\p{Cntrl}", "?");
  }
}
