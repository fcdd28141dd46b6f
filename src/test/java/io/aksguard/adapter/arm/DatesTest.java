package io.aksguard.adapter.arm;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonReader;
import io.aksguard.evidence.input.Page;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A list that is read in several waves is as old as the first answer that it is made of. */
class DatesTest {
  private static final String SUB = "/subscriptions/aaaaaaaa-0000-4000-8000-000000000001";
  private static final String OTHER = "bbbbbbbb-0000-4000-8000-000000000002";
  private static final String RG = SUB + "/resourceGroups/rg/providers/";
  private static final ArmId CLUSTER =
      new ArmId(RG + "Microsoft.ContainerService/managedClusters/aks");
  private static final String VAULT = RG + "Microsoft.DataProtection/backupVaults/v";
  private static final String WATCHER = RG + "Microsoft.Network/networkWatchers/w";
  private static final String FLEET = RG + "Microsoft.ContainerService/fleets/f";
  private static final String KUBELET = "11111111-0000-4000-8000-00000000000a";

  private final Paths azure = new Paths();
  private List<Page> pages = List.of();

  /** Knows two fleets, from long ago. */
  private static final class Fleets implements Finder {
    private static Answer found(List<JsonObject> rows) {
      return new Answer.Ok(rows, null, Script.AT.minusSeconds(30));
    }

    @Override
    public Answer find(String type) {
      return type.endsWith("/fleets")
          ? found(List.of(json("{'id':'" + FLEET + "1'}"), json("{'id':'" + FLEET + "2'}")))
          : found(List.of());
    }

    @Override
    public Answer subscriptions() {
      return found(List.of());
    }

    @Override
    public Answer changes(ArmId resource) {
      return found(List.of());
    }

    @Override
    public Answer assessments(Collection<ArmId> of) {
      return found(List.of());
    }
  }

  private static JsonObject json(String text) {
    return JsonReader.object(text.replace('\'', '"'));
  }

  @BeforeEach
  void read() {
    azure
        .with(
            CLUSTER.value(),
            "{'id':'%s','properties':{'identityProfile':{'kubeletidentity':{'objectId':'%s'}},"
                    .formatted(CLUSTER, KUBELET)
                + "'agentPoolProfiles':[{'name':'one'},{'name':'two'}]}}")
        .with(
            ".*/trustedAccessRoleBindings", list("{'properties':{'sourceResourceId':'%s'}}", VAULT))
        .with(
            ".*/backupInstances",
            list(
                "{'id':'%s/backupInstances/i','properties':{'dataSourceInfo':{'resourceID':'%s'}}}",
                VAULT, CLUSTER))
        .with(".*/networkWatchers", list("{'id':'%s'}", WATCHER));
    DirectCollector direct =
        new DirectCollector(azure.client(), new Fleets(), List.of(OTHER), azure.clock());
    pages = direct.pages(CLUSTER).orElseThrow();
  }

  private static String list(String element, Object... args) {
    return "{'value':[" + element.formatted(args) + "]}";
  }

  /** When the list is said to have been read. */
  private Instant ended(String type, String of) {
    return pages.stream()
        .filter(
            page -> page.lists().stream().anyMatch(l -> l.what().equals(type) && l.of().equals(of)))
        .findFirst()
        .orElseThrow()
        .observedAt();
  }

  @Test
  void backup_isAsOldAsTheBindings() {
    Instant bindings = azure.first("/trustedAccessRoleBindings");

    assertThat(azure.first("/backupJobs")).isAfter(bindings);
    for (String type : List.of("backupinstances", "backupjobs")) {
      assertThat(ended("microsoft.dataprotection/backupvaults/" + type, CLUSTER.value()))
          .isBefore(bindings);
    }
  }

  @Test
  void flowLogs_areAsOldAsTheListOfWatchers() {
    assertThat(azure.first("/flowLogs")).isAfter(azure.first("/networkWatchers?"));
    assertThat(ended("microsoft.network/networkwatchers/flowlogs", CLUSTER.value()))
        .isBefore(azure.first("/networkWatchers?"));
  }

  @Test
  void whatIsReadInSeveralPlaces_isAsOldAsTheFirst() {
    assertThat(ended("microsoft.authorization/roleassignments", KUBELET))
        .isBefore(azure.first("principalId"));
    assertThat(
            ended(
                "microsoft.containerservice/managedclusters/agentpools/upgradeprofiles",
                CLUSTER.value()))
        .isBefore(azure.first("/agentPools/one/upgradeProfiles"));
  }

  @Test
  void fleetMembers_areAsOldAsTheFirstFleetsAnswer_whateverTheFinderKept() {
    assertThat(ended("microsoft.containerservice/fleets/members", CLUSTER.value()))
        .isBefore(azure.first("/members"))
        .isAfter(Script.AT);
  }
}
