package io.aksguard.cli;

import static io.aksguard.cli.PeopleApp.AUDIENCE;
import static io.aksguard.cli.PeopleApp.CONTROL;
import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.cluster.ClusterKey;
import io.aksguard.config.Bounds;
import io.aksguard.intent.Intent;
import io.aksguard.intent.Phase;
import io.aksguard.lab.tenant.ManualClock;
import io.aksguard.lab.tenant.People;
import io.aksguard.lab.tenant.Person;
import io.aksguard.lab.tenant.SimulatedTenant;
import io.aksguard.lab.tenant.TenantOptions;
import io.aksguard.remediation.guard.Breaker;
import io.aksguard.remediation.guard.ControlVersion;
import io.aksguard.remediation.guard.Permit;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands of people, against the app's own functions behind a simulated sign-in. */
class PeopleCommandsTest {
  private static final ManualClock CLOCK = new ManualClock(Instant.parse("2026-11-23T08:00:00Z"));

  @TempDir private static Path base;
  private static SimulatedTenant tenant;
  private static People people;
  private static Person ada;

  private static PeopleApp app;

  @BeforeAll
  static void start() throws Exception {
    tenant = SimulatedTenant.start(TenantOptions.unthrottled(1), CLOCK, base.resolve("tenant"));
    people = tenant.people();
    ada = people.named("Ada", "Approver");
    app = new PeopleApp(people, tenant.tenantId(), CLOCK);
  }

  @AfterAll
  static void stop() {
    app.close();
    tenant.close();
  }

  @BeforeEach
  void assess() {
    app.anotherCluster();
    assertThat(app.intent().phase()).isEqualTo(Phase.AWAITING_APPROVAL);
  }

  private CommandRun ada(String command, Object... more) {
    String token = people.token(ada, AUDIENCE);
    CommandRun run = app.run(token, command, more);
    assertThat(run.out() + run.err()).doesNotContain(token);
    return run;
  }

  private static String remediate(String... more) {
    return "remediate --cluster %s --control %s %s"
        .formatted(app.shop, CONTROL, String.join(" ", more))
        .strip();
  }

  private static void assertDone(CommandRun run) {
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
  }

  private static void assertRefused(CommandRun run, int code, String... sentences) {
    assertThat(run.code()).as(run.err()).isEqualTo(code);
    assertThat(run.err().lines())
        .singleElement()
        .asString()
        .startsWith("aks-guard: ")
        .contains(sentences);
  }

  @Test
  void dryRun_showsAllThatAPersonHasToSee_andDecidesNothing() {
    long commits = app.commits();

    CommandRun run = ada(remediate("--dry-run"));

    assertDone(run);
    assertThat(run.out().lines())
        .contains(
            app.shop.value(),
            "  intent " + app.intent().id(),
            "  change " + app.shop,
            "    in place: nothing restarts",
            "    ~ /properties/apiServerAccessProfile/disableRunCommand: false -> true   for "
                + CONTROL,
            "  needs the permission Microsoft.ContainerService/managedClusters/write",
            "  it waits for an approval until "
                + app.intent().until().orElseThrow()
                + ": the default: guard.yaml says nothing else");
    assertThat(app.commits()).isEqualTo(commits);
  }

  @Test
  void dryRun_asJson_isWhatTheAppSays() {
    CommandRun run = ada(remediate("--dry-run --format json"));

    assertDone(run);
    assertThat(run.json().string("id")).contains(app.intent().id());
    assertThat(run.json().object("plan").orElseThrow().array("writes").orElseThrow().objects())
        .hasSize(1);
  }

  @Test
  void remediate_approvesExactlyWhatItShows() {
    String id = app.intent().id();

    CommandRun run = ada(remediate());

    assertDone(run);
    assertThat(run.out()).contains("intent " + id).endsWith("  approved\n");
    assertThat(app.intent().id()).isEqualTo(id);
    assertThat(app.intent().phase()).isEqualTo(Phase.APPROVED);
    assertThat(app.intent().by()).isEqualTo(ada.objectId());
  }

  @Test
  void remediate_ofWhatIsOnItsWay_decidesNothing_andIsNoFailure() {
    ada(remediate());
    app.move(Phase.STARTED, "its write is sent");
    long commits = app.commits();

    CommandRun run = ada(remediate());

    assertDone(run);
    assertThat(run.out())
        .contains("  it is started since ", "by the word of " + ada.objectId())
        .doesNotContain("approved");
    assertThat(app.commits()).isEqualTo(commits);
  }

  @Test
  void wait_tellsEachPhaseOnce_andEndsWithTheVerification() {
    app.meanwhile.add(() -> app.move(Phase.HELD, "the window opens at 22:00"));
    app.meanwhile.add(() -> app.move(Phase.STARTED, "its write is sent"));
    app.meanwhile.add(() -> {});
    app.meanwhile.add(() -> app.host.isDown(true));
    app.meanwhile.add(() -> app.host.isDown(false));
    app.meanwhile.add(() -> app.move(Phase.VERIFIED, "no failure any more"));

    CommandRun run = ada(remediate("--wait"));

    assertDone(run);
    List<String> lines = run.out().lines().toList();
    assertThat(lines.subList(lines.indexOf("  approved"), lines.size()))
        .extracting(line -> line.replaceFirst("^  2026\\S+  ", ""))
        .containsExactly(
            "  approved",
            "approved: approved",
            "held: the window opens at 22:00",
            "started: its write is sent",
            "verified: no failure any more");
  }

  @Test
  void wait_asJson_isALineForEachPhase() {
    app.meanwhile.add(() -> app.move(Phase.VERIFIED, "no failure any more"));

    CommandRun run = ada(remediate("--wait --format json"));

    assertDone(run);
    assertThat(run.out().lines()).hasSize(4).allMatch(line -> line.startsWith("{"));
    assertThat(run.out().lines().toList().get(3)).contains("\"phase\":\"verified\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          FAILED       | it is failed since
          UNDONE       | it is undone since
          NEEDS_PERSON | it is needsPerson since
          EXPIRED      | it is expired since
          REJECTED     | it is rejected since
          FROZEN       | aks-guard frozen release
          WITHDRAWN    | it is withdrawn
          """)
  void wait_thatEndsOtherwise_isNoSuccess(Phase phase, String sentence) {
    app.meanwhile.add(() -> app.move(Phase.STARTED, "its write is sent"));
    app.meanwhile.add(() -> app.move(phase, "because"));

    assertRefused(ada(remediate("--wait")), 1, sentence);
  }

  @Test
  void wait_isBoundedInTime() {
    Instant begun = CLOCK.instant();

    CommandRun run = ada(remediate("--wait --wait-minutes 3"));

    assertRefused(run, 1, "it has not ended after 3 minutes, and goes on without this command");
    assertThat(CLOCK.instant()).isEqualTo(begun.plus(Duration.ofMinutes(3)));
    assertThat(app.intent().phase()).isEqualTo(Phase.APPROVED);
  }

  @Test
  void wait_forAnAppThatDoesNotComeBack_saysSo() {
    app.meanwhile.add(() -> app.host.isDown(true));

    assertRefused(
        ada(remediate("--wait --wait-minutes 1")),
        2,
        app.host.url() + "/api/fixes answered 503: no reason was given; try again");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--dry-run", "--wait"})
  void whatDoesNotFail_hasNothingToApprove(String option) {
    app.assessed(true);
    long commits = app.commits();

    assertRefused(ada(remediate(option)), 1, "it is mended already: nothing of it fails");
    assertThat(app.commits()).isEqualTo(commits);
  }

  @Test
  void unknownControl_isAUsageError() {
    assertRefused(
        ada("remediate --cluster " + app.shop + " --control nope"),
        2,
        "there is no control 'nope'");
  }

  /** Who knows an id, and nothing else, decides nothing; each refusal has its code. */
  @ParameterizedTest
  @CsvSource({
    "nobody,            not signed in",
    "reader,            not allowed",
    "other tenant,      not signed in",
    "expired,           not signed in",
    "another audience,  not signed in"
  })
  void whoMayNot_isRefusedEverywhere_andNothingIsWritten(String who, String sentence) {
    Intent intent = app.intent();
    long commits = app.commits();

    for (String command :
        List.of(
            remediate(),
            remediate("--dry-run"),
            "approvals list",
            "approvals approve " + intent.id(),
            "approvals reject " + intent.id(),
            "frozen list",
            "frozen release " + intent.id(),
            "breaker status",
            "breaker reset " + CONTROL,
            "stop all",
            "resume all")) {
      CommandRun run = app.run(token(who), command);

      assertRefused(run, 2, app.host.url() + "/api/", sentence);
      assertThat(run.out()).isEmpty();
      assertThat(run.err()).doesNotContain(token(who));
    }
    assertThat(app.commits()).isEqualTo(commits);
    assertThat(app.intent()).isEqualTo(intent);
    assertThat(ada("breaker status").out()).startsWith("not stopped\n");
  }

  private static String token(String who) {
    return switch (who) {
      case "reader" -> people.token(people.named("Robin", "Reader"), AUDIENCE);
      case "other tenant" -> people.tokenOfAnotherTenant(ada, AUDIENCE);
      case "expired" -> people.token(ada, AUDIENCE, Duration.ofMinutes(-1));
      case "another audience" -> people.token(ada, "api://another");
      default -> "no-token-of-entra";
    };
  }

  @Test
  void approvals_areListed_approvedOnce_andNotRejectedAfterwards() {
    String id = app.intent().id();

    CommandRun list = ada("approvals list --cluster " + app.shop);
    CommandRun approved = ada("approvals approve " + id);
    long commits = app.commits();

    assertDone(list);
    assertThat(list.out())
        .contains("  intent " + id, CONTROL + ": ", "disableRunCommand: false -> true");
    assertThat(list.out().lines().reduce((a, b) -> b).orElseThrow())
        .matches("\\d+ fix(es)? waits? for an approval");
    assertDone(approved);
    assertThat(approved.out())
        .isEqualTo(CONTROL + " is approved by the word of " + ada.objectId() + "\n");
    assertRefused(ada("approvals approve " + id), 1, "it is approved since", ada.objectId());
    assertRefused(ada("approvals reject " + id), 1, "it is approved since");
    assertThat(app.commits()).isEqualTo(commits);
  }

  @Test
  void list_asJson_hasThePlanOfEach() {
    CommandRun run = ada("approvals list --format json --cluster " + app.shop);

    assertDone(run);
    assertThat(run.json().array("intents").orElseThrow().objects())
        .isNotEmpty()
        .allMatch(each -> each.object("plan").isPresent());
  }

  @Test
  void rejection_keepsItsReason_andIsReleasedByAPerson() {
    String id = app.intent().id();

    CommandRun run = ada("approvals reject " + id, "--reason", "not in December");

    assertDone(run);
    assertThat(app.intent().reason()).isEqualTo("not in December");
    assertRefused(ada(remediate()), 1, "not in December; aks-guard frozen release " + id);
    assertThat(ada("frozen list --cluster " + app.shop).out()).isEqualTo("0 fixes are frozen\n");
    assertThat(ada("frozen list --all --cluster " + app.shop).out())
        .contains(id)
        .endsWith("1 fix was given up\n");
    assertDone(ada("frozen release " + id));
    assertThat(app.intent().phase()).isEqualTo(Phase.APPROVED);
    assertRefused(ada("frozen release " + id), 1, "it is approved since");
  }

  @Test
  void frozen_isListedWithItsReason() {
    app.move(Phase.FROZEN, "terraform changes it back");

    CommandRun run = ada("frozen list --cluster " + app.shop);

    assertDone(run);
    assertThat(run.out()).contains("terraform changes it back").endsWith("1 fix is frozen\n");
  }

  @Test
  void planThatHasChanged_isNotApprovedByTheOldId() {
    String old = app.intent().id();
    app.ledger.move(
        app.shop,
        "another plan",
        known -> {
          Map<String, Intent> next = new TreeMap<>(known.intents());
          Instant now = CLOCK.instant();
          next.put(
              CONTROL,
              Intent.of(app.shop, CONTROL, "v2", "another wish", "approve", now)
                  .to(Phase.AWAITING_APPROVAL, "the default", now));
          return next;
        });
    Intent newer = app.intent();

    assertRefused(ada("approvals approve " + old), 1, "the plan is another one by now");
    // What waits is not what the newest plan shows.
    assertRefused(ada(remediate()), 1, "the newest plan does not want what waits");
    assertThat(app.intent()).isEqualTo(newer);
  }

  @Test
  void decisionThatComesTooLate_isRefused() {
    CLOCK.advance(Duration.ofHours(73));
    Intent intent = app.intent();

    assertRefused(
        ada("approvals approve " + intent.id()), 1, "the time to decide about it is over");
    assertRefused(ada(remediate()), 1, "the time to decide about it was over at");
    assertThat(app.intent()).isEqualTo(intent);
  }

  @Test
  void idThatNobodyKnows_isAUsageError() {
    String id = "0".repeat(32) + "-" + "0".repeat(16);

    assertRefused(ada("approvals approve " + id), 2, "there is no intent of this id");
  }

  @Test
  void stop_holdsUntilResumed() {
    CommandRun stop = ada("stop all", "--reason", "incident 7");
    CommandRun status = ada("breaker status");
    CommandRun resume = ada("resume all");

    assertDone(stop);
    assertThat(List.of(stop.out(), status.out()))
        .allSatisfy(
            out ->
                assertThat(out).startsWith("stopped: " + ada.objectId()).contains(": incident 7"));
    assertDone(resume);
    assertThat(resume.out()).startsWith("not stopped\n");
  }

  /** The tenant's certificate is its own. */
  @Test
  void certificateThatNobodyVouchesFor_getsNoToken() {
    Outside outside = new Outside(Map.of(), CLOCK, audience -> "a-token", time -> {});

    CommandRun run =
        CommandRun.outside(
            outside, "stop", "all", "--app", tenant.endpoint(), "--audience", AUDIENCE);

    assertRefused(run, 2, "no connection that can be trusted");
    assertThat(tenant.calls()).noneMatch(call -> call.path().contains("operation"));
  }

  @Test
  void breaker_isShownAndReset() {
    ControlVersion control = new ControlVersion(CONTROL, "v1");
    Breaker breaker = new Breaker(app.store.index(), CLOCK, Bounds.DEFAULT.breaker());
    Permit permit = new Permit(control, ClusterKey.of(app.shop), "i");
    breaker.take(List.of(new Permit.Want(permit, 100, false)), 100);
    breaker.settle(permit, Permit.Outcome.UNHEALTHY);

    CommandRun open = ada("breaker status");
    CommandRun other = ada("breaker reset " + CONTROL + " v2");
    CommandRun reset = ada("breaker reset " + CONTROL);

    assertThat(open.out()).contains("\n" + CONTROL + " v1  open since ", "1 failed");
    assertRefused(other, 1, "no fix of " + CONTROL + " v2 has failed");
    assertDone(reset);
    assertThat(reset.out()).isEqualTo(CONTROL + " v1  closed\n");
    assertThat(ada("breaker status").out()).contains(CONTROL + " v1  closed");
    assertThat(ada("breaker status --format json").json().array("breakers")).isPresent();
    assertRefused(ada("breaker reset " + CONTROL), 1, "no fix of " + CONTROL + " has failed");
  }
}
