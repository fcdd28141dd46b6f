package io.aksguard.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.adapter.arm.ArmClient;
import io.aksguard.adapter.arm.Limits;
import io.aksguard.adapter.graph.FolderSnapshot;
import io.aksguard.adapter.graph.Snapshot;
import io.aksguard.adapter.graph.Sweep;
import io.aksguard.adapter.graph.SweepResult;
import io.aksguard.cluster.ArmId;
import io.aksguard.lab.tenant.Fault;
import io.aksguard.lab.tenant.Fault.Effect;
import io.aksguard.lab.tenant.TenantOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Silence is never compliance: whatever Azure refuses, garbles or cuts off, each verdict is the one
 * that the truth has, or UNKNOWN.
 */
class FaultyReadTest {
  private static final List<Effect> EFFECTS =
      List.of(
          Effect.FORBIDDEN,
          Effect.UNSERVED,
          Effect.PROXY_PAGE,
          Effect.THROTTLED,
          Effect.SERVER_ERROR,
          Effect.RESET,
          Effect.TRUNCATED,
          Effect.SHORT_PAGE);
  private static final List<String> PATHS =
      List.of(
          "/batch",
          "Microsoft.ResourceGraph",
          "roleAssignments",
          "/registries",
          "/vaults",
          "diagnosticSettings",
          "/workspaces/",
          "/tables",
          "maintenanceConfigurations",
          "upgradeProfiles",
          "/locks",
          "policyAssignments",
          "policyExemptions",
          "policyStates",
          "deploymentSafeguards",
          "pricings",
          "assessments",
          "extensions",
          "backupInstances|backupJobs|backupVaults",
          "trustedAccessRoleBindings",
          "virtualNetworks",
          "networkSecurityGroups",
          "networkWatchers",
          "applicationGateways",
          "metricAlerts|prometheusRuleGroups",
          "fleets",
          "managedClusters/[^/]+$",
          ".");

  @TempDir private Path folder;
  private final Live live = new Live(TenantOptions.unthrottled(3).pageSize(5));
  private final Map<ArmId, Map<String, String>> truth = new LinkedHashMap<>();
  private final Map<String, Integer> counts = new TreeMap<>();

  @BeforeEach
  void readTheTruth() {
    live.seeding.fleet(12, 11);
    ArmClient arm = live.arm();
    for (ArmId id : live.seeding.clusters()) {
      truth.put(id, live.verdicts(live.direct(arm).cluster(id).orElseThrow()));
    }
  }

  @AfterEach
  void stop() {
    live.close();
  }

  @Test
  void faultyReads_decideNothing() throws Exception {
    run(Long.getLong("aksguard.seed", 1), Integer.getInteger("aksguard.cases", 60));
  }

  @Test
  @Tag("campaign")
  void faultyReads_decideNothing_inFull() throws Exception {
    run(Long.getLong("aksguard.seed", 1000), Integer.getInteger("aksguard.cases", 2000));
  }

  private void run(long first, int cases) throws Exception {
    System.out.printf("faulty reads: seed %d, %d cases%n", first, cases);
    for (long seed = first; seed < first + cases; seed++) {
      Random random = new Random(seed * 0x9E3779B97F4A7C15L);
      List<Fault> faults = faults(random);
      faults.forEach(live.tenant.faults()::add);
      try {
        if (random.nextInt(4) == 0) {
          sweep(seed);
        } else {
          direct(random);
        }
      } catch (AssertionError e) {
        throw new AssertionError(
            "repeat with -Daksguard.seed=%d -Daksguard.cases=1: %s".formatted(seed, faults), e);
      } finally {
        live.tenant.faults().clear();
      }
    }
    System.out.println("verdicts under faults: " + counts);
  }

  private static List<Fault> faults(Random random) {
    List<Fault> faults = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      double share = random.nextBoolean() ? 1 : random.nextDouble();
      faults.add(
          Fault.of(
              "",
              PATHS.get(random.nextInt(PATHS.size())),
              EFFECTS.get(random.nextInt(EFFECTS.size())),
              share));
    }
    return faults;
  }

  private ArmClient arm() {
    return live.arm(
        new Limits(2, Duration.ofSeconds(5), 0.2, 1, 100), time -> {}, Duration.ofSeconds(20));
  }

  private void direct(Random random) {
    List<ArmId> ids = live.seeding.clusters();
    ArmId id = ids.get(random.nextInt(ids.size()));
    Map<String, String> seen = live.verdicts(live.direct(arm()).cluster(id).orElseThrow());
    compare("direct", truth.getOrDefault(id, Map.of()), seen);
  }

  private void sweep(long seed) throws Exception {
    Path own = Files.createDirectory(folder.resolve("sweep-" + seed));
    FolderSnapshot files = new FolderSnapshot(own);
    Sweep sweep = live.sweep(arm());
    SweepResult result = sweep.sweep("run-" + seed, live.seeding.clusters(), files, files);
    sweep.fill(files, files, result);
    List<ArmId> found = new ArrayList<>();
    for (SweepResult.Shard shard : result.shards()) {
      Snapshot.shard(
          files,
          shard.number(),
          evidence -> {
            ArmId id = new ArmId(evidence.resource());
            found.add(id);
            compare("swept", truth.getOrDefault(id, Map.of()), live.verdicts(evidence));
          });
    }
    List<ArmId> rest = new ArrayList<>(live.seeding.clusters());
    rest.removeAll(found);
    assertThat(result.missing()).containsExactlyInAnyOrderElementsOf(rest);
  }

  private void compare(String how, Map<String, String> before, Map<String, String> after) {
    List<String> wrong = new ArrayList<>();
    before.forEach(
        (key, was) -> {
          String is = after.get(key);
          String control = key.substring(0, key.indexOf(' '));
          boolean said = String.valueOf(after.get(control + " ")).contains("UNKNOWN");
          if (is == null && said) {
            counts.merge(how + " gone, and said so", 1, Integer::sum);
          } else if (is == null) {
            wrong.add(key + ": " + was + " before, gone without a word");
          } else if (is.equals(was)) {
            counts.merge(how + " same", 1, Integer::sum);
          } else if (is.equals("UNKNOWN") || (was.contains("+") && said)) {
            counts.merge(how + " unknown", 1, Integer::sum);
          } else {
            wrong.add(key + ": " + was + " before, now " + is);
          }
        });
    after.forEach(
        (key, is) -> {
          if (!before.containsKey(key) && is.contains("PASS")) {
            wrong.add(key + ": " + is + " now, and nothing before");
          }
        });
    assertThat(wrong).isEmpty();
  }
}
