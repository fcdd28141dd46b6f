package io.aksguard.cli;

import io.aksguard.adapter.arm.Answer;
import io.aksguard.adapter.arm.ApiVersions;
import io.aksguard.adapter.arm.Ask;
import io.aksguard.adapter.arm.AzureWrites;
import io.aksguard.adapter.arm.DirectCollector;
import io.aksguard.app.Readers;
import io.aksguard.cluster.ArmId;
import io.aksguard.config.GuardFile;
import io.aksguard.config.Modes;
import io.aksguard.control.AuthorException;
import io.aksguard.control.Catalogue;
import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.Resource;
import io.aksguard.evidence.input.Page;
import io.aksguard.remediation.azure.Permitted;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code aks-guard doctor}. */
@Command(
    name = "doctor",
    description = "Tells what can be read from Azure with these credentials, and what is dated.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"2:usage error, or something cannot be read", "0:otherwise, warnings or not"})
final class DoctorCommand implements Callable<Integer> {
  /** AKS brings a minor every four months; a table without the last one or two is old. */
  private static final int MOST_DAYS_OF_TABLE = 180;

  @Spec private CommandSpec spec;
  @Mixin private final LiveOptions live = new LiveOptions();

  @Option(
      names = "--at",
      paramLabel = "INSTANT",
      converter = Instants.class,
      description = "the day that ages are reckoned from; default: today")
  private @Nullable Instant at;

  @Option(
      names = "--max-age",
      paramLabel = "DAYS",
      defaultValue = "365",
      description = "warn of API versions that were pinned longer ago; default: ${DEFAULT-VALUE}")
  private int mostDays;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      converter = Paths.class,
      description =
          "guard.yaml: warns of what its remedies need and these credentials may not do; without it"
              + " that is only told")
  private @Nullable Path config;

  private final Outside outside;
  private int refused;

  DoctorCommand(Outside outside) {
    this.outside = outside;
  }

  @Override
  public Integer call() throws AuthorException {
    RemedyRights rights = RemedyRights.of(Catalogue.builtIn(), modes());
    Readers readers = live.readers(outside);
    List<ArmId> clusters = new ArrayList<>(live.clusters());
    if (token(readers)) {
      subscriptions(readers, clusters);
      // Below a management group only Resource Graph says where clusters are.
      graph(readers, clusters);
      if (clusters.isEmpty()) {
        line("warning", "one cluster's reads", "there is no cluster to try them on");
      } else {
        cluster(readers, clusters.get(0));
      }
      remediation(readers, clusters, rights);
    }
    Instant instant = at == null ? outside.clock().instant() : at;
    ages(instant.atZone(ZoneOffset.UTC).toLocalDate());
    spec.commandLine().getOut().flush();
    return refused > 0 ? Main.UNUSABLE : 0;
  }

  private boolean token(Readers readers) {
    Answer answer =
        readers.arm().read(Ask.list("/subscriptions", "Microsoft.Resources/subscriptions"));
    Optional<Gap> missing =
        readers.arm().isSignedIn()
            ? answer.missing()
            : Optional.of(new Gap("no token could be had; " + readers.signIn()));
    told("token", missing, Amount.of(answer.resources().size(), "subscription") + " can be seen");
    return answer.missing().isEmpty();
  }

  private void subscriptions(Readers readers, List<ArmId> clusters) {
    for (String subscription : readers.graph().scope().subscriptions()) {
      Answer answer = readers.arm().read(DirectCollector.clustersOf(subscription));
      told(
          "subscription " + subscription,
          answer.missing(),
          Amount.of(answer.resources().size(), "cluster"));
      first(answer, clusters);
    }
  }

  private static void first(Answer answer, List<ArmId> clusters) {
    if (clusters.isEmpty()) {
      answer.resources().stream()
          .flatMap(cluster -> cluster.string("id").flatMap(ArmId::parse).stream())
          .findFirst()
          .ifPresent(clusters::add);
    }
  }

  /** Each kind of read once, on one cluster. */
  private void cluster(Readers readers, ArmId id) {
    Optional<List<Page>> pages = readers.direct().pages(id);
    if (pages.isEmpty()) {
      told("cluster " + id, Optional.of(new Gap("not found (404)")), "");
      return;
    }
    Map<String, Optional<Gap>> kinds = new TreeMap<>();
    for (Page page : pages.get()) {
      for (Page.Ended list : page.lists()) {
        kinds.merge(
            list.what(),
            Optional.ofNullable(list.gap()),
            (one, other) -> one.isPresent() ? one : other);
      }
      page.unread()
          .forEach((unread, gap) -> kinds.put(unread.type().orElse("?"), Optional.of(gap)));
    }
    told("cluster " + id, Optional.empty(), "read");
    kinds.forEach((kind, gap) -> told("  " + kind, gap, "read"));
  }

  private void graph(Readers readers, List<ArmId> clusters) {
    Answer answer = readers.graph().all("resources", List.of(Resource.CLUSTER), "");
    told("Resource Graph", answer.missing(), Amount.of(answer.resources().size(), "cluster"));
    first(answer, clusters);
  }

  private Optional<Modes> modes() throws AuthorException {
    return config == null
        ? Optional.empty()
        : Optional.of(
            GuardFile.read(config.toString(), GuardText.of("--config", config), Catalogue.builtIn())
                .modes());
  }

  /** Roles are given on whole subscriptions: there it is asked for. */
  private void remediation(Readers readers, List<ArmId> clusters, RemedyRights rights) {
    AzureWrites azure = new AzureWrites(readers.arm());
    Stream.concat(
            readers.graph().scope().subscriptions().stream(),
            clusters.stream().flatMap(cluster -> cluster.subscription().stream()))
        .distinct()
        .forEach(
            id -> {
              String what = "remediation in subscription " + id;
              Permitted permitted = azure.permitted(new ArmId("/subscriptions/" + id));
              if (permitted instanceof Permitted.Known known) {
                List<String> lacking = rights.lacking(known);
                boolean isMissed = rights.isWanted() && !lacking.isEmpty();
                line(isMissed ? "warning" : "ok", what, rights.sentence(lacking));
              } else if (permitted instanceof Permitted.Unknown unknown) {
                line("warning", what, "what is allowed cannot be read: " + unknown.reason());
              }
            });
  }

  private void ages(LocalDate day) {
    long days = ApiVersions.PINNED.until(day, ChronoUnit.DAYS);
    line(
        days > mostDays ? "warning" : "ok",
        "API versions",
        "pinned on " + ApiVersions.PINNED + ", " + days + " days before " + day);
    ApiVersions.all().entrySet().stream()
        .filter(pinned -> pinned.getValue().endsWith("-preview"))
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            pinned -> line("ok", "  " + pinned.getKey(), pinned.getValue() + ": none is stable"));
    LocalDate newest = newestMinor();
    boolean old = newest.plusDays(MOST_DAYS_OF_TABLE).isBefore(day);
    line(
        old ? "warning" : "ok",
        "support tables",
        "the newest Kubernetes minor in them came on "
            + newest
            + (old ? "; a newer release of AKS Guard knows newer ones" : ""));
  }

  private static LocalDate newestMinor() {
    return Catalogue.builtIn()
        .tables()
        .array("kubernetesVersions")
        .map(JsonArray::objects)
        .orElse(List.of())
        .stream()
        .flatMap((JsonObject minor) -> minor.string("generalAvailability").stream())
        .map(LocalDate::parse)
        .max(LocalDate::compareTo)
        .orElse(LocalDate.EPOCH);
  }

  private void told(String what, Optional<Gap> gap, String otherwise) {
    refused += gap.isPresent() ? 1 : 0;
    line(gap.isPresent() ? "refused" : "ok", what, gap.map(Gap::reason).orElse(otherwise));
  }

  private void line(String result, String what, String detail) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%-8s %s: %s%n", result, what, detail);
  }
}
