package io.aksguard.function;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpResponseMessage;
import io.aksguard.activity.Approvals;
import io.aksguard.activity.Operating;
import io.aksguard.activity.Proposals;
import io.aksguard.activity.Rules;
import io.aksguard.cluster.ArmId;
import io.aksguard.cluster.ClusterKey;
import io.aksguard.config.GuardConfig;
import io.aksguard.control.Catalogue;
import io.aksguard.history.Ledger;
import io.aksguard.inbox.Agenda;
import io.aksguard.inbox.Inbox;
import io.aksguard.intent.Intent;
import io.aksguard.intent.Phase;
import io.aksguard.lab.HttpRequest;
import io.aksguard.lab.tenant.ManualClock;
import io.aksguard.remediation.Plans;
import io.aksguard.storage.MemoryStore;
import io.aksguard.storage.Row;
import io.aksguard.storage.Store;
import io.aksguard.storage.Write;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** Who may decide, and about what: all else is refused by its own code, and nothing is recorded. */
class PeopleFunctionsTest {
  private static final String TENANT = "11111111-1111-4111-8111-111111111111";
  private static final ArmId AKS =
      new ArmId(
          "/subscriptions/s/resourceGroups/g/providers/Microsoft.ContainerService/managedClusters/a");
  private static final Map<String, String> JSON = Map.of("content-type", "application/json");

  private final Store store = MemoryStore.create();
  private final ManualClock clock = new ManualClock(Instant.parse("2026-11-23T08:00:00Z"));
  private final Ledger ledger =
      new Ledger(store.ledger(), store.index(), store.checkpoints(), clock);
  private final Agenda agenda = new Agenda(store.inbox(), clock);
  private final Rules rules =
      new Rules(Catalogue.builtIn(), GuardConfig.defaults(Catalogue.builtIn()), "");
  private final Approvers approvers =
      new Approvers(Map.of("WEBSITE_AUTH_ENABLED", "True", "AKS_GUARD_TENANT_ID", TENANT));
  private final PeopleFunctions functions =
      new PeopleFunctions(
          new Proposals(ledger, new Plans(store.plans()), agenda, () -> rules, clock),
          new Approvals(ledger, new Inbox(store.inbox(), clock), agenda, clock),
          approvers);
  private final OperatingFunctions operating =
      new OperatingFunctions(new Operating(store.index(), agenda, () -> rules, clock), approvers);

  private Intent waiting(String wish) {
    Instant now = clock.instant();
    Intent intent =
        Intent.of(AKS, "local-accounts-disabled", "v1", wish, "approve", now)
            .to(Phase.AWAITING_APPROVAL, "the default", now)
            .until(now.plus(Duration.ofHours(72)));
    agenda.put(AKS, now.plus(Duration.ofHours(72)));
    ledger.move(AKS, "plan", known -> Map.of(intent.control(), intent));
    return intent;
  }

  private Intent recorded() {
    return ledger.known(ClusterKey.of(AKS)).intents().values().iterator().next();
  }

  private static Map<String, String> by(String tenant, String role) {
    String principal =
        """
        {"claims": [{"typ": "oid", "val": "oid-1"}, {"typ": "tid", "val": "%s"},
                    {"typ": "roles", "val": "%s"}]}
        """
            .formatted(tenant, role);
    Map<String, String> headers = new HashMap<>(JSON);
    headers.put(
        "x-ms-client-principal",
        Base64.getEncoder().encodeToString(principal.getBytes(StandardCharsets.UTF_8)));
    return headers;
  }

  private static Map<String, String> approver() {
    return by(TENANT, "Approver");
  }

  private static HttpRequest request(Map<String, String> headers, String body) {
    return new HttpRequest("POST", URI.create("http://a/api"), headers, Optional.of(body));
  }

  private HttpResponseMessage decide(Map<String, String> headers, String id, String decision) {
    return functions.decide(
        request(headers, "{\"intent\": \"%s\", \"decision\": \"%s\"}".formatted(id, decision)),
        EntryPoints.proxy(ExecutionContext.class, () -> null));
  }

  @Test
  void approver_approvesOnce_andIsRecordedByIdAlone() {
    Intent intent = waiting("wish");

    assertThat(decide(approver(), intent.id(), "approve").getStatusCode()).isEqualTo(200);

    assertThat(recorded().phase()).isEqualTo(Phase.APPROVED);
    assertThat(recorded().by()).isEqualTo("oid-1");
    assertThat(agenda.due(Integer.parseInt(ClusterKey.of(AKS).value().substring(0, 2), 16) % 64))
        .hasSize(1);
    assertThat(decide(approver(), intent.id(), "reject").getStatusCode()).isEqualTo(409);
    assertThat(recorded().phase()).isEqualTo(Phase.APPROVED);
  }

  @Test
  void approver_rejectsWithAReason() {
    Intent intent = waiting("wish");
    HttpRequest request =
        request(
            approver(),
            "{\"intent\": \"%s\", \"decision\": \"reject\", \"reason\": \"not in December\"}"
                .formatted(intent.id()));

    HttpResponseMessage answer =
        functions.decide(request, EntryPoints.proxy(ExecutionContext.class, () -> null));

    assertThat(answer.getStatusCode()).isEqualTo(200);
    assertThat(recorded().phase()).isEqualTo(Phase.REJECTED);
    assertThat(recorded().reason()).isEqualTo("not in December");
  }

  @Test
  void whoMayNot_isRefused_andNothingIsRecorded() {
    Intent intent = waiting("wish");

    assertThat(decide(JSON, intent.id(), "approve").getStatusCode()).isEqualTo(401);
    assertThat(decide(by(TENANT, "Reader"), intent.id(), "approve").getStatusCode()).isEqualTo(403);
    assertThat(
            decide(by("22222222-2222-4222-8222-222222222222", "Approver"), intent.id(), "approve")
                .getStatusCode())
        .isEqualTo(401);

    assertThat(recorded()).isEqualTo(intent);
  }

  /** The host lets everybody through to them. */
  @Test
  void withoutSignIn_eachAnswers401() {
    ExecutionContext context = EntryPoints.proxy(ExecutionContext.class, () -> null);
    HttpRequest nobody = request(JSON, "{\"do\": \"resume\"}");

    assertThat(
            List.of(
                functions.approvals(nobody, context),
                functions.fix(nobody, context),
                functions.decide(nobody, context),
                operating.operation(nobody, context),
                operating.operate(nobody, context)))
        .extracting(HttpResponseMessage::getStatusCode)
        .containsOnly(401);
  }

  @Test
  void whatIsOver_isRefused_andNothingIsRecorded() {
    Intent old = waiting("wish");
    Intent newer = waiting("another wish");

    assertThat(decide(approver(), old.id(), "approve").getStatusCode()).isEqualTo(409);
    assertThat(decide(approver(), "0".repeat(32) + "-" + "0".repeat(16), "approve").getStatusCode())
        .isEqualTo(404);
    assertThat(decide(approver(), "..", "approve").getStatusCode()).isEqualTo(404);
    clock.advance(Duration.ofHours(73));
    assertThat(decide(approver(), newer.id(), "approve").getStatusCode()).isEqualTo(409);

    assertThat(recorded()).isEqualTo(newer);
  }

  @Test
  void formOfAnotherSite_isRefused() {
    Intent intent = waiting("wish");
    Map<String, String> form = new HashMap<>(approver());
    form.put("content-type", "text/plain");

    assertThat(decide(form, intent.id(), "approve").getStatusCode()).isEqualTo(400);
    assertThat(decide(approver(), intent.id(), "perhaps").getStatusCode()).isEqualTo(400);

    assertThat(recorded()).isEqualTo(intent);
  }

  @Test
  void list_hasWhatWaits() {
    Intent intent = waiting("wish");

    HttpResponseMessage answer =
        functions.approvals(
            request(approver(), ""), EntryPoints.proxy(ExecutionContext.class, () -> null));

    assertThat(answer.getStatusCode()).isEqualTo(200);
    assertThat(String.valueOf(answer.getBody())).contains(intent.id(), AKS.value());
  }

  @Test
  void clusterWhoseHistoryIsDamaged_hidesNoOther() throws Exception {
    Intent intent = waiting("wish");
    ArmId other = new ArmId(AKS.value() + "-other");
    agenda.put(other, clock.instant());
    ledger.move(other, "plan", known -> Map.of("c", intent));
    String key = ClusterKey.of(other).value();
    Row head = store.ledger().get(key, "h").orElseThrow();
    Map<String, Object> edited = new HashMap<>(head.properties());
    edited.put("seq", 7L);
    store.ledger().commit(key, List.of(new Write.Put("h", edited)));

    HttpResponseMessage answer =
        functions.approvals(
            request(approver(), ""), EntryPoints.proxy(ExecutionContext.class, () -> null));

    assertThat(answer.getStatusCode()).isEqualTo(200);
    assertThat(String.valueOf(answer.getBody()))
        .contains("\"cluster\":\"" + AKS + "\"", "\"damaged\":[\"" + other + ": ");
  }

  @Test
  void stop_holdsUntilResumed() {
    ExecutionContext context = EntryPoints.proxy(ExecutionContext.class, () -> null);

    operating.operate(request(approver(), "{\"do\": \"stop\", \"reason\": \"incident\"}"), context);
    String stopped =
        String.valueOf(operating.operation(request(approver(), ""), context).getBody());
    operating.operate(request(approver(), "{\"do\": \"resume\"}"), context);
    String resumed =
        String.valueOf(operating.operation(request(approver(), ""), context).getBody());

    assertThat(stopped).contains("incident", "oid-1");
    assertThat(resumed).doesNotContain("stopped");
    assertThat(operating.operate(request(JSON, "{\"do\": \"stop\"}"), context).getStatusCode())
        .isEqualTo(401);
  }

  private HttpResponseMessage get(
      BiFunction<HttpRequest, ExecutionContext, HttpResponseMessage> function, String query) {
    return function.apply(
        new HttpRequest("GET", URI.create("http://a/api?" + query), approver(), Optional.empty()),
        EntryPoints.proxy(ExecutionContext.class, () -> null));
  }

  @Test
  void whatCannotBeShown_isNotOffered_butIsListedWithItsTitle() {
    Intent intent = waiting("wish");

    String listed = String.valueOf(get(functions::approvals, "cluster=" + AKS).getBody());
    String fix =
        String.valueOf(
            get(functions::fix, "cluster=" + AKS + "&control=local-accounts-disabled").getBody());

    assertThat(List.of(listed, fix))
        .allSatisfy(
            each ->
                assertThat(each)
                    .contains(intent.id(), "\"title\":\"", "\"standing\":\"nothing\"")
                    .doesNotContain("\"plan\""));
  }

  @Test
  void list_isOfThesePhases_andOfThisCluster() {
    Intent intent = waiting("wish");

    assertThat(String.valueOf(get(functions::approvals, "phase=frozen,failed").getBody()))
        .contains("\"intents\":[]");
    assertThat(String.valueOf(get(functions::approvals, "phase=frozen,awaitingApproval").getBody()))
        .contains(intent.id());
    assertThat(String.valueOf(get(functions::approvals, "cluster=" + AKS + "-other").getBody()))
        .contains("\"intents\":[]");
  }

  @Test
  void questionAboutNothing_isRefused() {
    assertThat(get(functions::approvals, "phase=frozen,").getStatusCode()).isEqualTo(400);
    assertThat(get(functions::approvals, "cluster=aks").getStatusCode()).isEqualTo(400);
    assertThat(get(functions::fix, "control=local-accounts-disabled").getStatusCode())
        .isEqualTo(400);
    assertThat(
            get(functions::fix, "control=local-accounts-disabled&cluster=" + AKS + "/agentPools/p")
                .getStatusCode())
        .isEqualTo(400);
    assertThat(get(functions::fix, "control=nope&cluster=" + AKS).getStatusCode()).isEqualTo(404);
  }

  @Test
  void breakerThatNobodyKnows_isNotReset() {
    ExecutionContext context = EntryPoints.proxy(ExecutionContext.class, () -> null);
    String body = "{\"do\": \"reset\", \"control\": \"c\", \"version\": \"v1\"}";

    assertThat(operating.operate(request(approver(), body), context).getStatusCode())
        .isEqualTo(404);
    assertThat(operating.operate(request(approver(), "{}"), context).getStatusCode())
        .isEqualTo(400);
  }
}
