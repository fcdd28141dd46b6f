package io.aksguard.adapter.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.adapter.arm.Answer;
import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonReader;
import io.aksguard.evidence.Unread;
import io.aksguard.evidence.input.Page;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ElsewhereTest {
  private static final Instant AT = Instant.parse("2026-11-23T08:00:00Z");
  private static final ArmId CLUSTER =
      new ArmId(
          "/subscriptions/seen/resourceGroups/rg/providers/Microsoft.ContainerService/managedClusters/a");
  private static final String FLOW_LOG = "microsoft.network/networkwatchers/flowlogs";
  private static final String INSTANCE = "microsoft.dataprotection/backupvaults/backupinstances";
  private static final String JOB = "microsoft.dataprotection/backupvaults/backupjobs";

  @Test
  void whereAllIsRead_nothingMoreIsSaid() {
    Elsewhere elsewhere = after(List.of());

    assertThat(elsewhere.flowLogs(CLUSTER, inNetworkOf("seen"))).isEmpty();
    assertThat(elsewhere.backup(CLUSTER, boundTo("seen"))).isEmpty();
  }

  @Test
  void anotherSubscriptionThatIsDark_hidesNothingOfThisCluster() {
    Elsewhere elsewhere = after(List.of(), "dark");

    assertThat(said(elsewhere.flowLogs(CLUSTER, inNetworkOf("seen"))))
        .containsExactly(whole(FLOW_LOG));
    assertThat(said(elsewhere.flowLogs(CLUSTER, JsonReader.object("{}"))))
        .containsExactly(whole(FLOW_LOG));
    assertThat(said(elsewhere.backup(CLUSTER, boundTo("seen"))))
        .containsExactly(whole(INSTANCE), whole(JOB));
    assertThat(said(elsewhere.backup(CLUSTER, new Answer.Ok(List.of(), null, AT))))
        .containsExactly(whole(INSTANCE), whole(JOB));
  }

  @Test
  void networkOrVaultInADarkSubscription_isAGap_andSoInOneThatIsNotAudited() {
    for (Elsewhere elsewhere : List.of(after(List.of(), "dark"), after(List.of()))) {
      assertThat(said(elsewhere.flowLogs(CLUSTER, inNetworkOf("dark"))))
          .singleElement()
          .satisfies(
              end -> {
                assertThat(end.what()).isEqualTo(FLOW_LOG);
                assertThat(String.valueOf(end.gap())).contains("/subscriptions/dark/");
              });
      assertThat(said(elsewhere.backup(CLUSTER, boundTo("dark"))))
          .extracting(Page.Ended::what)
          .containsExactly(INSTANCE, JOB);
      assertThat(said(elsewhere.backup(CLUSTER, boundTo("dark"))))
          .allMatch(end -> end.gap() != null);
    }
  }

  @Test
  void aQueryThatBroke_isNotMended() {
    Elsewhere elsewhere =
        after(List.of(new Unread(FLOW_LOG, "503"), new Unread(INSTANCE, "503")), "dark");

    assertThat(elsewhere.flowLogs(CLUSTER, inNetworkOf("seen"))).isEmpty();
    assertThat(said(elsewhere.backup(CLUSTER, boundTo("seen")))).containsExactly(whole(JOB));
  }

  @Test
  void bindingsThatWereNotRead_mayNameAVaultElsewhere() {
    List<Answer> unread =
        List.of(
            new Answer.Refused(new Gap("403"), AT),
            new Answer.Absent(AT),
            new Answer.Ok(boundTo("seen").resources(), new Gap("a later page"), AT));

    for (Elsewhere elsewhere : List.of(after(List.of(), "dark"), after(List.of()))) {
      for (Answer bindings : unread) {
        List<Page.Ended> said = said(elsewhere.backup(CLUSTER, bindings));

        assertThat(said).extracting(Page.Ended::what).containsExactly(INSTANCE, JOB);
        assertThat(said).extracting(Page.Ended::of).containsOnly(CLUSTER.value());
        assertThat(said)
            .extracting(end -> String.valueOf(end.gap()))
            .allMatch(gap -> gap.contains("trusted access bindings could not be read"));
      }
    }
  }

  @Test
  void bindingsThatWereNotRead_doNotHideWhyAQueryBroke() {
    Elsewhere elsewhere = after(List.of(new Unread(INSTANCE, "503")));

    assertThat(said(elsewhere.backup(CLUSTER, new Answer.Refused(new Gap("403"), AT))))
        .extracting(Page.Ended::what)
        .containsExactly(JOB);
  }

  private static Elsewhere after(List<Unread> gaps, String... dark) {
    List<Unread> unread = List.of(dark).stream().map(each -> new Unread(each, "403")).toList();
    return new Elsewhere(
        new SweepResult(
            "run", "attempt", AT, List.of(), List.of("seen"), unread, List.of(), gaps, 1));
  }

  private static List<Page.Ended> said(List<Page> pages) {
    assertThat(pages).allMatch(page -> page.observedAt().equals(AT) && page.value().isEmpty());
    return pages.stream().flatMap(page -> page.lists().stream()).toList();
  }

  private static Page.Ended whole(String type) {
    return new Page.Ended(type, CLUSTER.value(), null);
  }

  private static JsonObject inNetworkOf(String subscription) {
    return JsonReader.object(
        """
        {"properties": {"agentPoolProfiles": [{"name": "system", "vnetSubnetID":
        "/subscriptions/%s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/s"}]}}
        """
            .formatted(subscription));
  }

  private static Answer boundTo(String subscription) {
    return new Answer.Ok(
        List.of(
            JsonReader.object(
                """
                {"properties": {"sourceResourceId":
                "/subscriptions/%s/resourceGroups/rg/providers/Microsoft.DataProtection/backupVaults/b"}}
                """
                    .formatted(subscription))),
        null,
        AT);
  }
}
