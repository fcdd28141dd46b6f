package io.aksguard.lab.story;

import io.aksguard.lab.FunctionFile;
import io.aksguard.lab.tenant.TenantOptions;
import io.aksguard.lab.tenant.UnusableException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * README's first command: the packaged app in a simulated tenant, from a bad cluster to history.
 */
@Command(
    name = "lab",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Plays a short story with the packaged app in a simulated tenant.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all came out as told",
      "1:something did not",
      "2:an option, a folder or a store that cannot be used"
    })
public final class Story implements Callable<Integer> {
  private static final Path BASE = Path.of(System.getProperty("aksguard.basedir", "."));
  private static final int UNUSABLE = 2;

  @Option(names = "--stay", description = "keeps the app running afterwards, until Ctrl-C")
  private boolean stay;

  @Option(
      names = "--real-time",
      description = "the clock never jumps; the story then takes some four minutes")
  private boolean realTime;

  @Option(
      names = "--storage",
      paramLabel = "CONNECTION",
      description = "connection string of Azurite or a storage account, instead of a store on disk")
  private @Nullable String storage;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "keeps tenant, store and time there for the next start; default: a new one")
  private @Nullable Path data;

  @Option(
      names = "--app",
      paramLabel = "DIR",
      description = "the packaged app; default: target/azure-functions/aks-guard")
  private Path app = BASE.resolve("target/azure-functions/aks-guard");

  private final PrintStream out;
  private final PrintStream err;
  private final UnaryOperator<TenantOptions> tenant;

  private Story(PrintStream out, PrintStream err, UnaryOperator<TenantOptions> tenant) {
    this.out = out;
    this.err = err;
    this.tenant = tenant;
  }

  /** {@code --help} tells the options. */
  public static void main(String... arguments) {
    // Before the first class of protobuf: it would warn about the Durable library's.
    System.setProperty("com.google.protobuf.use_unsafe_pre22_gencode", "true");
    System.exit(run(System.out, System.err, UnaryOperator.identity(), arguments));
  }

  /**
   * Plays it and returns the exit code.
   *
   * @param tenant changes how the tenant behaves
   */
  static int run(
      PrintStream out, PrintStream err, UnaryOperator<TenantOptions> tenant, String... arguments) {
    CommandLine line = new CommandLine(new Story(out, err, tenant));
    // A path that begins with @ is a path.
    line.setExpandAtFiles(false);
    line.setUnmatchedOptionsAllowedAsOptionParameters(false);
    line.setParameterExceptionHandler(
        (e, words) -> say(err, e.getMessage() + "; --help shows what there is"));
    return line.execute(arguments);
  }

  private static int say(PrintStream err, String sentence) {
    err.println("lab: " + sentence.replaceAll("\\s*\\R\\s*", " "));
    return UNUSABLE;
  }

  @Override
  public Integer call() throws IOException {
    try {
      if (!FunctionFile.all(app).containsKey("onResourceChanged")) {
        throw new UnusableException(app + " is another Function App than AKS Guard's");
      }
      Account account = storage == null ? null : Account.of(storage);
      try (DataFolder folder =
              data == null
                  ? DataFolder.emptied(BASE.resolve("target/lab"))
                  : DataFolder.kept(data);
          LabLog log = LabLog.to(folder.log())) {
        TenantOptions options = tenant.apply(TenantOptions.unthrottled(Play.SEED));
        return play(new Play(app, folder, account, realTime, stay, options, log), folder, log);
      }
    } catch (UnusableException e) {
      return say(err, String.valueOf(e.getMessage()));
    }
  }

  private int play(Play play, DataFolder folder, LabLog log) throws UnusableException {
    Narrator narrator = new Narrator(out);
    try {
      play.with(narrator);
      return 0;
    } catch (UnusableException e) {
      throw e;
    } catch (Narrator.NotAsToldException e) {
      narrator.plain("NOT AS TOLD: " + e.getMessage());
    } catch (Exception e) {
      log.failed(e);
      narrator.plain("FAILED: " + e);
    }
    narrator.plain("what the host said is in " + folder.log());
    return 1;
  }
}
