package io.aksguard.lab.story;

import io.aksguard.cluster.ArmId;
import io.aksguard.lab.LabClock;
import io.aksguard.lab.Laboratory;
import io.aksguard.lab.tenant.Fleet;
import io.aksguard.lab.tenant.TenantOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
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
    description = "Plays a short story with the packaged app in a simulated tenant.")
public final class Story implements Callable<Integer> {
  private static final Path BASE = Path.of(System.getProperty("aksguard.basedir", "."));
  private static final long SEED = 7;
  private static final int CLUSTERS = 3;

  @Option(names = "--stay", description = "keeps the app running afterwards, until Ctrl-C")
  private boolean stay;

  @Option(
      names = "--real-time",
      description = "the clock never jumps; the story then takes several minutes")
  private boolean realTime;

  @Option(
      names = "--storage",
      paramLabel = "CONNECTION",
      description = "Azurite or a storage account instead of the embedded store")
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

  private Story(PrintStream out) {
    this.out = out;
  }

  /** {@code --help} tells the options. */
  public static void main(String... arguments) {
    // Before the first class of protobuf: it would warn about the Durable library's.
    System.setProperty("com.google.protobuf.use_unsafe_pre22_gencode", "true");
    PrintStream out = System.out;
    System.exit(new CommandLine(new Story(out)).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    Path folder = data == null ? fresh(BASE.resolve("target/lab")) : Files.createDirectories(data);
    Narrator narrator = new Narrator(out);
    try (LabLog log = LabLog.to(folder.resolve("lab.log"))) {
      try {
        play(narrator, folder, log);
        return 0;
      } catch (Narrator.NotAsToldException e) {
        narrator.plain("NOT AS TOLD: " + e.getMessage());
      } catch (Exception e) {
        log.failed(e);
        narrator.plain("FAILED: " + e);
      }
      narrator.plain("what the host said is in " + folder.resolve("lab.log"));
      return 1;
    }
  }

  private void play(Narrator narrator, Path folder, LabLog log) throws Exception {
    StoryTime time = new StoryTime(Instant.now().truncatedTo(ChronoUnit.SECONDS));
    LabClock clock = realTime ? LabClock.realTime() : LabClock.jumping(time);
    boolean known = Files.exists(folder.resolve("tenant/tenant.json"));
    Fleet fleet = Fleet.of(CLUSTERS, 1, SEED);
    TenantOptions options = TenantOptions.unthrottled(SEED);
    Laboratory lab =
        Laboratory.start(app, folder, clock, options, fleet.subscriptions(), log::line);
    String where = Optional.ofNullable(storage).orElse(folder.resolve("store").toString());
    lab.with("AKS_GUARD_STORE", where);
    if (!known) {
      fleet.putInto(lab.tenant());
    }
    lab.startHost();
    try (Stage stage = new Stage(lab, narrator, where, !realTime)) {
      stage.say(
          "%s at %s with %d clusters; Resource Graph is %d s behind",
          known ? "The tenant of the last time" : "A simulated tenant",
          lab.tenant().endpoint(),
          lab.tenant().truth().clusters().size(),
          options.graphLag().toSeconds());
      acts(stage, fleet, folder);
      if (stay) {
        time.go();
        new Staying(stage, folder).play();
      }
    } finally {
      lab.tenant().save();
    }
  }

  private void acts(Stage stage, Fleet fleet, Path folder) throws Exception {
    Instant begun = stage.clock().instant();
    Opening opening = new Opening(stage);
    opening.play(!realTime);
    ArmId model = opening.model(fleet.clusters());
    Clusters clusters = new Clusters(stage, model);
    ArmId made = clusters.fresh(stage.lab.tenant().truth().clusters());
    Trouble trouble = new Trouble(stage, clusters);
    trouble.creation(made);
    trouble.port(model, made);
    Mishaps mishaps = new Mishaps(stage, clusters);
    mishaps.poison();
    mishaps.crash(model, made);
    mishaps.repair(made);
    if (!realTime) {
      mishaps.quietDay();
    }
    Hindsight hindsight = new Hindsight(stage);
    hindsight.asOf(model);
    hindsight.verify(made, folder.resolve("tampered"));
    Duration lived = Duration.between(begun, stage.clock().instant());
    stage.say(
        "All came out as told: %d s of real time, %d min of the laboratory's",
        stage.narrator.elapsed().toSeconds(), lived.toMinutes());
  }

  /** An empty folder: what an earlier story has left goes. */
  private static Path fresh(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        List<Path> all = files.sorted(Comparator.reverseOrder()).toList();
        for (Path each : all) {
          Files.delete(each);
        }
      }
    }
    return Files.createDirectories(folder);
  }
}
