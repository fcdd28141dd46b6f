package io.aksguard.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aksguard.infra.BicepFile.Declaration;
import io.aksguard.infra.BicepFile.Sort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** infra/deploy.sh against an {@code az} and a {@code jar} that write down how they were called. */
class DeployScriptTest {
  private static final String AZ =
      """
      #!/bin/sh
      echo "$(basename "$0") $*" >>"$CALLS"
      case "$*" in
        *properties.outputs.*) echo "$*" | sed 's/.*outputs[.]\\([A-Za-z]*\\)[.].*/the-\\1/' ;;
        "functionapp function list"*)
          [ "$(grep -c 'function list' "$CALLS")" -lt 3 ] || printf 'app/%s\\n' onResourceChanged onPolicyStateChanged onAksEvent onImagePushed ;;
        "functionapp deployment"*) [ "$(grep -c 'functionapp deployment' "$CALLS")" -ge 2 ] ;;
        "aks list"*) echo '[{"id": "c", "location": "l"}]' ;;
        "acr list"*) echo '[]' ;;
        *events.bicep*globalDeadLetters=true) [ -z "$REFUSE" ] || { echo "$REFUSE" >&2; exit 1; } ;;
        "storage account list"*) printf %s "$LEDGER" ;;
        *"policy show"*"--query state"*) [ -n "$STATE" ] && echo "$STATE" ;;
        *"policy show"*) echo an-etag ;;
      esac
      """;

  private static final Pattern TEMPLATE =
      Pattern.compile(
          "deployment (sub|mg) create .*--template-file \\S*/(\\S+\\.bicep).*--parameters (.*)");

  @TempDir private Path folder;

  /** What an account and its policy answer; by default there is nothing yet. */
  private final Map<String, String> azure = new HashMap<>(Map.of("LEDGER", "", "STATE", ""));

  private Path calls;
  private Path infra;

  @BeforeEach
  void copy() throws IOException {
    calls = folder.resolve("calls.txt");
    infra = Files.createDirectories(folder.resolve("project/infra"));
    for (String file : Infra.files().keySet()) {
      Files.copy(Infra.ROOT.resolve("infra").resolve(file), infra.resolve(file));
    }
    Path bin = Files.createDirectories(folder.resolve("bin"));
    for (String command : List.of("az", "jar")) {
      Path file = Files.writeString(bin.resolve(command), AZ);
      assumeTrue(file.toFile().setExecutable(true) && Files.isExecutable(Path.of("/bin/sh")));
    }
    Path built =
        Files.createDirectories(folder.resolve("project/target/azure-functions/aks-guard"));
    Files.writeString(built.resolve("host.json"), "{}");
    Files.writeString(built.resolve("local.settings.json"), "{}");
  }

  @Test
  void deploy_runsPhaseOne_thePackage_thenPhaseTwoOnceASubscription() throws Exception {
    assertThat(run("", "--subscription", "s0", "--location", "l", "--audit", "s1,s2")).isZero();

    List<String> lines = Files.readAllLines(calls);
    assertThat(
            lines.stream()
                .filter(line -> line.contains(" create ") || !line.startsWith("az deployment")))
        .satisfiesExactly(
            line -> assertThat(line).contains("account list --subscription s0"),
            line -> assertThat(line).contains("main.bicep", "subscriptions=[\"s1\", \"s2\"]"),
            line ->
                assertThat(line).startsWith("jar ").contains("host.json").doesNotContain("local"),
            line -> assertThat(line).contains("config-zip"),
            line -> assertThat(line).contains("config-zip", "--name the-appName"),
            line -> assertThat(line).contains("function list"),
            line -> assertThat(line).contains("function list"),
            line -> assertThat(line).contains("function list"),
            line -> assertThat(line).contains("function list"),
            line -> assertThat(line).contains("function list"),
            line -> assertThat(line).contains("function list"),
            line -> assertThat(line).contains("aks list --subscription s1"),
            line -> assertThat(line).contains("acr list --subscription s1"),
            line -> assertThat(line).contains("events.bicep", "--subscription s1", "\"id\": \"c\""),
            line -> assertThat(line).contains("aks list --subscription s2"),
            line -> assertThat(line).contains("acr list --subscription s2"),
            line ->
                assertThat(line)
                    .contains("events.bicep", "--subscription s2", "functionApp=the-appId"));
  }

  @Test
  void deploy_goesWithoutDeadLetters_onlyWhereEventGridGivesNoIdentity() throws Exception {
    assertThat(
            run(
                "identity is unavailable for location 'global'",
                "--subscription",
                "s",
                "--location",
                "l"))
        .isZero();
    assertThat(Files.readString(calls))
        .contains("globalDeadLetters=true", "globalDeadLetters=false");

    Files.delete(calls);
    assertThat(run("quota exceeded", "--subscription", "s", "--location", "l")).isNotZero();
    assertThat(Files.readString(calls)).doesNotContain("globalDeadLetters=false");
  }

  @Test
  void rightsToRemediate_areGivenOnlyWhereAskedFor() throws Exception {
    assertThat(run("", "--subscription", "s", "--location", "l")).isZero();
    assertThat(Files.readString(calls)).contains("remediation=off");

    Files.delete(calls);
    assertThat(
            run(
                "",
                "--subscription",
                "s",
                "--location",
                "l",
                "--management-group",
                "g",
                "--remediation",
                "assigned"))
        .isZero();
    assertThat(Files.readAllLines(calls).stream().filter(line -> line.contains("remediation=")))
        .hasSize(2)
        .allMatch(line -> line.endsWith("remediation=assigned"));
  }

  @Test
  void signIn_goesToTheAppAlone() throws Exception {
    assertThat(run("", "--subscription", "s", "--location", "l", "--sign-in", "c1")).isZero();

    assertThat(Files.readAllLines(calls).stream().filter(line -> line.contains("signIn=")))
        .singleElement()
        .satisfies(line -> assertThat(line).contains("main.bicep", "signIn=c1"));
  }

  @Test
  void lockedPolicy_isLeftOut_andNotLockedAgain() throws Exception {
    azure.putAll(Map.of("LEDGER", "aksguardlx", "STATE", "Locked"));

    assertThat(run("", "--subscription", "s", "--location", "l", "--lock-anchors")).isZero();

    assertThat(Files.readString(calls))
        .contains("--account-name aksguardlx", "lockedAnchors=true")
        .doesNotContain("policy lock");
  }

  @Test
  void unlockedPolicy_isMade_andLockedWhereAsked() throws Exception {
    azure.putAll(Map.of("LEDGER", "aksguardlx", "STATE", "Unlocked"));

    assertThat(run("", "--subscription", "s", "--location", "l")).isZero();
    assertThat(Files.readString(calls))
        .contains("lockedAnchors=false")
        .doesNotContain("policy lock");

    assertThat(run("", "--subscription", "s", "--location", "l", "--lock-anchors")).isZero();
    assertThat(Files.readString(calls))
        .contains("policy lock")
        .doesNotContain("lockedAnchors=true");
  }

  @Test
  void firstDeployment_hasNoPolicyToAskFor_norOneThatStoppedHalfWay() throws Exception {
    assertThat(run("", "--subscription", "s", "--location", "l")).isZero();
    assertThat(Files.readString(calls))
        .contains("lockedAnchors=false")
        .doesNotContain("policy show");

    azure.put("LEDGER", "aksguardlx");
    assertThat(run("", "--subscription", "s", "--location", "l")).isZero();
    assertThat(Files.readString(calls))
        .contains("policy show")
        .doesNotContain("lockedAnchors=true");
  }

  @Test
  void parameters_goToTheAppAlone_asTheyWereGiven_andOptionsPrevail() throws Exception {
    String schedules = "schedules={\"audit\": \"0 0 * * * *\"}";

    assertThat(
            run(
                "",
                "--parameters",
                "historyDays=3650",
                "--subscription",
                "s",
                "--parameters",
                schedules,
                "--location",
                "l",
                "--parameters",
                "a file.json"))
        .isZero();

    assertThat(Files.readAllLines(calls).stream().filter(line -> line.contains("historyDays")))
        .singleElement()
        .asString()
        .contains("main.bicep")
        .contains("--parameters historyDays=3650 " + schedules + " a file.json name=aksguard");
    assertThat(run("", "--subscription", "s", "--location", "l", "--parameters")).isEqualTo(2);
  }

  @Test
  void whatIf_printsEachCommand_andRunsNone() throws Exception {
    String[] all = {
      "--subscription",
      "s0",
      "--location",
      "l",
      "--audit",
      "s1",
      "--management-group",
      "m",
      "--parameters",
      "historyDays=3650",
      "--lock-anchors",
      "--what-if"
    };

    assertThat(run("", all)).isZero();

    assertThat(calls).doesNotExist();
    assertThat(Files.readString(folder.resolve("log.txt")))
        .contains("account list", "policy show", "lockedAnchors=", "historyDays=3650", "main.bicep")
        .contains("managementgroup.bicep", "config-zip", "events.bicep", "policy lock");
  }

  @Test
  void parameters_areThoseOfTheTemplates_andOutputsAreThere() throws Exception {
    Infra read = Infra.of(Infra.files());
    run(
        "",
        "--subscription",
        "s",
        "--location",
        "l",
        "--management-group",
        "m",
        "--lock-anchors",
        "--what-if");
    String log = Files.readString(folder.resolve("log.txt")).replace("'", "");

    List<String> seen = new ArrayList<>();
    for (String line : log.lines().toList()) {
      Matcher template = TEMPLATE.matcher(line);
      if (template.find()) {
        BicepFile file = read.file(template.group(2));
        seen.add(template.group(2));
        assertThat(file.scope())
            .startsWith(template.group(1).equals("sub") ? "sub" : "managementGroup");
        Set<String> given =
            Pattern.compile("(?:^| )(\\w+)=")
                .matcher(template.group(3))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
        Set<String> declared =
            file.all(Sort.PARAM).map(Declaration::symbol).collect(Collectors.toSet());
        assertThat(declared).as(file.name()).containsAll(given);
        assertThat(given)
            .as(file.name())
            .containsAll(
                file.all(Sort.PARAM).filter(p -> !p.hasValue()).map(Declaration::symbol).toList());
      }
    }
    assertThat(seen).containsExactly("main.bicep", "managementgroup.bicep", "events.bicep");
    Set<String> asked =
        Pattern.compile("outputs\\.(\\w+)\\.")
            .matcher(log)
            .results()
            .map(found -> found.group(1))
            .collect(Collectors.toSet());
    assertThat(asked).hasSizeGreaterThan(5);
    assertThat(read.file("main.bicep").all(Sort.OUTPUT).map(Declaration::symbol))
        .containsAll(asked);
  }

  @Test
  void usage_isShown_whereSomethingIsMissingOrOdd() throws Exception {
    assertThat(run("")).isEqualTo(2);
    assertThat(run("", "--subscription", "s")).isEqualTo(2);
    assertThat(run("", "--subscription", "s", "--location", "l", "--audit", "a\"b")).isEqualTo(2);
    Files.delete(folder.resolve("project/target/azure-functions/aks-guard/host.json"));
    assertThat(run("", "--subscription", "s", "--location", "l")).isEqualTo(2);
    assertThat(calls).doesNotExist();
  }

  private int run(String refusal, String... arguments) throws IOException, InterruptedException {
    List<String> command =
        Stream.concat(
                Stream.of("/bin/sh", infra.resolve("deploy.sh").toString()), Stream.of(arguments))
            .toList();
    ProcessBuilder builder = new ProcessBuilder(command);
    builder
        .environment()
        .merge("PATH", folder.resolve("bin").toString(), (path, mine) -> mine + ":" + path);
    builder.environment().put("CALLS", calls.toString());
    builder.environment().put("REFUSE", refusal);
    builder.environment().putAll(azure);
    builder.environment().put("DEPLOY_PAUSE_SECONDS", "0");
    builder.redirectErrorStream(true).redirectOutput(folder.resolve("log.txt").toFile());
    return builder.start().waitFor();
  }
}
