package io.aksguard.adapter.arm;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.adapter.Live;
import io.aksguard.cluster.ArmId;
import io.aksguard.lab.tenant.Call;
import io.aksguard.lab.tenant.Fault;
import io.aksguard.lab.tenant.Fault.Effect;
import io.aksguard.lab.tenant.ManualClock;
import io.aksguard.lab.tenant.TenantOptions;
import io.aksguard.remediation.azure.Azure;
import io.aksguard.remediation.azure.Current;
import io.aksguard.remediation.azure.Progress;
import io.aksguard.remediation.azure.Sent;
import io.aksguard.remediation.azure.Trace;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Against a tenant that keeps what is written to it. */
class AzureWritesTest {
  private static final Instant START = Instant.parse("2026-11-23T08:00:00Z");
  private static final String SUBSCRIPTION = "11111111-1111-4111-8111-111111111111";
  private static final String GROUP = "/subscriptions/" + SUBSCRIPTION + "/resourceGroups/rg-shop";
  private static final ArmId CLUSTER =
      new ArmId(GROUP + "/providers/Microsoft.ContainerService/managedClusters/aks-shop");
  private static final ArmId POOL = new ArmId(CLUSTER + "/agentPools/apps");
  private static final String ID = "5afe0000-0000-4000-8000-000000000001";
  private static final String OTHER = "5afe0000-0000-4000-8000-000000000002";
  private static final String ETAG = "\"eTag\":\"[^\"]+\"";
  private static final Duration TEN = Duration.ofSeconds(10);

  private final ManualClock clock = new ManualClock(START);
  private Live live = tenant(TenantOptions.unthrottled(2));
  private Azure azure = new AzureWrites(live.arm());

  private Live tenant(TenantOptions options) {
    Live made = new Live(options, clock);
    made.tenant.addSubscription(SUBSCRIPTION, "shop", List.of("mg-root"));
    made.tenant.seed(
        "{'id':'%s','name':'rg-shop','type':'Microsoft.Resources/resourceGroups'}"
            .formatted(GROUP)
            .replace('\'', '"'));
    made.tenant.seed(
        """
        {'id':'%s','location':'westeurope','tags':{'owner':null},
         'properties':{'disableLocalAccounts':false,
          'newIn2027':{'deep':[1,null,{'limit':12345678901234567890}],'off':null},
          'agentPoolProfiles':[{'name':'system','mode':'System','count':3,'newInPools':1.5},
           {'name':'apps','mode':'User','count':5,'nodeImageVersion':'AKSUbuntu-202601'}]}}
        """
            .formatted(CLUSTER)
            .replace('\'', '"'));
    return made;
  }

  private void restart(TenantOptions options) {
    live.close();
    live = tenant(options);
    azure = new AzureWrites(live.arm());
  }

  @AfterEach
  void close() {
    live.close();
  }

  private Current.Found found(ArmId id) {
    Current current = azure.read(id);
    assertThat(current).isInstanceOf(Current.Found.class);
    return (Current.Found) current;
  }

  /** The cluster as it is, but for local accounts. */
  private Map<String, Object> fixed() {
    return with(found(CLUSTER).body(), "disableLocalAccounts", true);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> with(Map<String, Object> body, String name, Object value) {
    ((Map<String, Object>) Objects.requireNonNull(body.get("properties"))).put(name, value);
    return body;
  }

  private Sent put(String id) {
    return azure.put(CLUSTER, fixed(), Optional.empty(), id);
  }

  private String isFixed() {
    return live.tenant.truth().at(CLUSTER.value(), "/properties/disableLocalAccounts");
  }

  private long sent(String method) {
    return live.tenant.calls().stream().map(Call::method).filter(method::equals).count();
  }

  private static String operation(Sent sent) {
    assertThat(sent).isInstanceOf(Sent.Running.class);
    return ((Sent.Running) sent).operation();
  }

  @Test
  void put_runsToItsEnd() {
    Sent sent = azure.put(CLUSTER, fixed(), found(CLUSTER).etag(), ID);

    assertThat(operation(sent)).startsWith("/subscriptions/" + SUBSCRIPTION + "/");
    assertThat(((Sent.Running) sent).retryAfter()).isEqualTo(TEN);
    assertThat(azure.poll(operation(sent))).isEqualTo(new Progress.Running(TEN));
    clock.advance(Duration.ofSeconds(90));
    assertThat(azure.poll(operation(sent))).isEqualTo(new Progress.Succeeded());
    assertThat(isFixed()).isEqualTo("true");
    assertThat(azure.traced(CLUSTER, ID, START)).isEqualTo(new Trace.Seen("Succeeded"));
    assertThat(azure.traced(CLUSTER, OTHER, START)).isEqualTo(new Trace.NotSeen());
  }

  @Test
  void put_withTheEtagOfBefore_changesNothing() {
    Current.Found before = found(CLUSTER);
    live.tenant.as(live.principal).call("PATCH", path(), "{\"tags\":{\"who\":\"somebody\"}}");
    clock.advance(Duration.ofSeconds(90));

    assertThat(azure.put(CLUSTER, fixed(), before.etag(), ID)).isEqualTo(new Sent.Changed());
    assertThat(isFixed()).isEqualTo("false");
  }

  @Test
  void etags_areFound_andMayBeMissing() {
    assertThat(found(CLUSTER).etag()).contains(truth(CLUSTER, "/eTag"));
    assertThat(found(POOL).etag()).contains(truth(CLUSTER, "/properties/agentPoolProfiles/1/eTag"));

    restart(TenantOptions.unthrottled(2).withoutEtag(1));

    assertThat(found(CLUSTER).etag()).isEmpty();
    assertThat(found(POOL).etag()).isEmpty();
    operation(put(ID));
  }

  @Test
  void whatNobodyKnowsHere_isWrittenBackAsItWas() {
    String before = live.tenant.truth().body(CLUSTER.value()).orElseThrow();

    operation(azure.put(CLUSTER, found(CLUSTER).body(), found(CLUSTER).etag(), ID));
    clock.advance(Duration.ofSeconds(90));

    assertThat(before).contains("12345678901234567890", "\"off\":null", "\"newInPools\":1.5");
    assertThat(live.tenant.truth().body(CLUSTER.value()).orElseThrow().replaceAll(ETAG, ""))
        .isEqualTo(before.replaceAll(ETAG, ""));
  }

  @Test
  void putWhileAnOperationRuns_isBusy() {
    operation(put(ID));

    Sent again = put(OTHER);

    assertThat(again).isInstanceOf(Sent.Busy.class);
    assertThat(((Sent.Busy) again).code()).isEqualTo("OperationNotAllowed");
    assertThat(((Sent.Busy) again).message()).endsWith("is in progress.");
    assertThat(((Sent.Busy) again).retryAfter()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void throttledWrite_isNeitherWaitedForNorSentAgain_beforeItsTime() {
    restart(TenantOptions.azure(2).limits(250, 25, 1, 0.001));
    operation(azure.post(POOL, "upgradeNodeImageVersion", ID));
    clock.advance(Duration.ofSeconds(90));
    Map<String, Object> body = fixed();

    Sent first = azure.put(CLUSTER, body, Optional.empty(), ID);
    Sent second = azure.put(CLUSTER, body, Optional.empty(), ID);

    assertThat(((Sent.Throttled) first).retryAfter())
        .isBetween(Duration.ofSeconds(600), Duration.ofSeconds(911));
    assertThat(second).isEqualTo(first);
    assertThat(sent("PUT")).isEqualTo(1);
    clock.advance(Duration.ofSeconds(1000));
    operation(azure.put(CLUSTER, body, Optional.empty(), ID));
  }

  @ParameterizedTest
  @EnumSource(names = {"RESET", "TRUNCATED"})
  void putWhoseAnswerIsLost_isSentOnce_andFoundAgain(Effect effect) {
    Map<String, Object> body = fixed();
    live.tenant.faults().add(Fault.of("PUT", "managedClusters", effect, 1));

    Sent sent = azure.put(CLUSTER, body, found(CLUSTER).etag(), ID);

    assertThat(sent).isInstanceOf(Sent.Lost.class);
    assertThat(sent("PUT")).isEqualTo(1);
    assertThat(isFixed()).isEqualTo("true");
    assertThat(azure.traced(CLUSTER, ID, START)).isInstanceOf(Trace.Seen.class);
    live.tenant.faults().clear();
    assertThat(azure.put(CLUSTER, body, found(CLUSTER).etag(), ID)).isInstanceOf(Sent.Busy.class);
  }

  @Test
  void putThatFailsInside_isLost_andSentOnce() {
    Map<String, Object> body = fixed();
    live.tenant.faults().add(Fault.of("PUT", "managedClusters", Effect.SERVER_ERROR, 1));

    Sent sent = azure.put(CLUSTER, body, Optional.empty(), ID);

    assertThat(((Sent.Lost) sent).reason()).matches("50[0-4] \\(ServiceUnavailable\\)");
    assertThat(sent("PUT")).isEqualTo(1);
    assertThat(azure.traced(CLUSTER, ID, START)).isEqualTo(new Trace.NotSeen());
  }

  @Test
  void logThatCannotBeRead_saysNeither() {
    live.tenant.faults().add(Fault.of("GET", "eventtypes", Effect.FORBIDDEN, 1));

    assertThat(azure.traced(CLUSTER, ID, START))
        .isEqualTo(new Trace.Unknown("403 (AuthorizationFailed)"));
  }

  @Test
  void operationThatFails_saysWhy() {
    live.tenant.failOperations(1);
    String operation = operation(put(ID));
    clock.advance(Duration.ofSeconds(90));

    assertThat(azure.poll(operation))
        .isEqualTo(new Progress.Failed("InternalOperationError", "A seeded fault."));
  }

  @Test
  void operationThatIsAborted_isCanceled() {
    String operation = operation(put(ID));
    live.tenant.as(live.principal).call("POST", path().replace("?", "/abort?"), "");

    assertThat(azure.poll(operation)).isEqualTo(new Progress.Canceled());
  }

  @Test
  void operationThatIsForgotten_isUnknown() {
    String gone = operation(put(ID)).replaceAll("[^/]+\\?", "00000000?");

    assertThat(azure.poll(gone))
        .isEqualTo(new Progress.Unknown("404 (OperationNotFound)", Duration.ofSeconds(30)));
  }

  @Test
  void action_isPosted_andRunsToItsEnd() {
    String image = "/properties/agentPoolProfiles/1/nodeImageVersion";
    String before = truth(CLUSTER, image);

    String operation = operation(azure.post(POOL, "upgradeNodeImageVersion", ID));
    clock.advance(Duration.ofSeconds(90));

    assertThat(azure.poll(operation)).isEqualTo(new Progress.Succeeded());
    assertThat(truth(CLUSTER, image)).isNotEqualTo(before);
    assertThat(azure.traced(POOL, ID, START)).isEqualTo(new Trace.Seen("Succeeded"));
  }

  @Test
  void resourceThatWeMade_isDeletedAgain() {
    ArmId setting = new ArmId(CLUSTER + "/providers/Microsoft.Insights/diagnosticSettings/guard");
    Map<String, Object> body = new LinkedHashMap<>(Map.of("properties", Map.of("logs", List.of())));

    assertThat(azure.read(setting)).isEqualTo(new Current.Absent());
    assertThat(azure.put(setting, body, Optional.empty(), ID)).isEqualTo(new Sent.Done());
    assertThat(found(setting).etag()).isEmpty();
    assertThat(azure.delete(setting, Optional.empty(), OTHER)).isEqualTo(new Sent.Done());
    assertThat(azure.read(setting)).isEqualTo(new Current.Absent());
    assertThat(azure.delete(setting, Optional.empty(), OTHER)).isEqualTo(new Sent.Done());
  }

  @Test
  void deletedPool_isGoneInTheEnd_andOnlyByItsEtag() {
    assertThat(azure.delete(POOL, Optional.of("another"), ID)).isEqualTo(new Sent.Changed());

    String operation = operation(azure.delete(POOL, found(POOL).etag(), ID));
    clock.advance(Duration.ofSeconds(90));

    assertThat(azure.poll(operation)).isEqualTo(new Progress.Succeeded());
    assertThat(azure.read(POOL)).isEqualTo(new Current.Absent());
  }

  @Test
  void refusal_hasItsCode() {
    Map<String, Object> body = fixed();
    live.tenant.faults().add(Fault.of("PUT", "managedClusters", Effect.FORBIDDEN, 1));

    assertThat(azure.put(CLUSTER, body, Optional.empty(), ID))
        .isEqualTo(
            new Sent.Refused(
                403, "AuthorizationFailed", "The client does not have authorization."));
  }

  @Test
  void lock_isNothingToWaitFor() {
    live.tenant.seed(
        "{'id':'%s/providers/Microsoft.Authorization/locks/l','properties':{'level':'ReadOnly'}}"
            .formatted(GROUP)
            .replace('\'', '"'));

    Sent sent = put(ID);

    assertThat(((Sent.Refused) sent).status()).isEqualTo(409);
    assertThat(((Sent.Refused) sent).code()).isEqualTo("ScopeLocked");
  }

  @ParameterizedTest
  @EnumSource(names = {"FORBIDDEN", "UNSERVED", "PROXY_PAGE", "SERVER_ERROR", "RESET", "TRUNCATED"})
  void whatCannotBeRead_isNeitherThereNorAbsent(Effect effect) {
    live.tenant.faults().add(Fault.of("GET", "managedClusters", effect, 1));

    assertThat(azure.read(CLUSTER)).isInstanceOf(Current.Unreadable.class);
  }

  private String truth(ArmId id, String pointer) {
    return live.tenant.truth().at(id.value(), pointer);
  }

  private static String path() {
    return CLUSTER + "?api-version=2026-08-01";
  }
}
