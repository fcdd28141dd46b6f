package io.aksguard.remediation.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonReader;
import io.aksguard.intent.Culprit;
import io.aksguard.remediation.PatchOperation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CulpritsTest {
  private static final ArmId AKS =
      new ArmId(
          "/subscriptions/27c464d4-946c-4a18-aa97-f1b5ea754bc3/resourceGroups/rg"
              + "/providers/Microsoft.ContainerService/managedClusters/shop");
  private static final String TERRAFORM = "11111111-2222-3333-4444-555555555555";
  private static final String PERSON = "aaaaaaaa-2222-3333-4444-555555555555";
  private static final String CLI = "04b07795-8ddb-461a-bbee-02f9e1bf7b46";
  private static final String US = "99999999-2222-3333-4444-555555555555";
  private static final String OFF = "properties.disableLocalAccounts";
  private static final Instant FIXED = at("12:00");
  private static final List<Owned> LOCAL =
      Owned.of(AKS, new PatchOperation("replace", "/properties/disableLocalAccounts", false, true));

  private final OwnWrites own =
      new OwnWrites(
          Set.of(US), List.of(new OwnWrites.Run(AKS, "c-ours", at("11:50"), Instant.MAX)));

  private static Instant at(String time) {
    return Instant.parse("2026-11-23T" + time + ":00Z");
  }

  /** One row as Resource Graph shows it. */
  private static String row(
      String time, String by, String kind, String client, String path, String now) {
    return """
    {"id": "x", "properties": {"changeType": "Update", "targetResourceId": "%s",
      "changeAttributes": {"timestamp": "2026-11-23T%s:00.123+00:00", "correlationId": "c-%s",
        "changedBy": "%s", "changedByType": "%s", "clientType": "%s"},
      "changes": {"%s": {"previousValue": "x", "newValue": "%s"}}}}
    """
        .formatted(AKS, time, time, by, kind, client, path, now);
  }

  private static JsonArray rows(String... rows) {
    return JsonReader.object("{\"all\": [" + String.join(",", rows) + "]}")
        .array("all")
        .orElseThrow();
  }

  private Culprit find(JsonArray changes, List<Owned> owned, OwnWrites.Trace... events) {
    Culprits culprits = new Culprits(changes, List.of(events), own);
    return culprits.shown(owned, FIXED, List.of()).orElseGet(() -> culprits.suspect(owned, FIXED));
  }

  private static OwnWrites.Trace event(String time, String correlation, String oid, String app) {
    return new OwnWrites.Trace(AKS, correlation, oid, app, at(time));
  }

  /**
   * Azure Policy and Terraform undo each other, and the advice is to avoid it
   * (caf-enterprise-scale, pull request 631): ours says who it is.
   */
  @Test
  void cafEnterpriseScale631FightsUnseen_oursNamesThePrincipal() {
    Culprit culprit =
        find(rows(row("12:30", TERRAFORM, "Application", "Unspecified", OFF, "false")), LOCAL);

    assertThat(culprit)
        .isEqualTo(
            new Culprit(
                TERRAFORM,
                "Application",
                "",
                "",
                Optional.of(Instant.parse("2026-11-23T12:30:00.123Z")),
                ""));
    assertThat(culprit.sentence())
        .isEqualTo(TERRAFORM + " (Application) at 2026-11-23T12:30:00.123Z");
  }

  @Test
  void person_isNamedByTheObjectIdOfTheEvent_neverByAddress() {
    String row = row("12:30", "ann@example.org", "User", CLI, OFF, "false");

    Culprit told = find(rows(row), LOCAL, event("12:29", "C-12:30", PERSON, CLI));
    Culprit untold = find(rows(row), LOCAL);

    assertThat(told.sentence())
        .isEqualTo(PERSON + " (User, client " + CLI + ") at 2026-11-23T12:30:00.123Z");
    assertThat(untold.isKnown()).isFalse();
    assertThat(untold.sentence())
        .isEqualTo(
            "who it was is not known (User, client "
                + CLI
                + ") at 2026-11-23T12:30:00.123Z; it was a person, of whom no event has told the"
                + " object id");
  }

  @ParameterizedTest
  @CsvSource({
    "System, System, Azure has changed it in the background",
    "Unknown, Unknown, Resource Graph does not tell",
    "'', '', Resource Graph does not tell",
  })
  void whoIsNotTold_isUnknown(String by, String kind, String doubt) {
    Culprit culprit = find(rows(row("12:30", by, kind, "Unknown", OFF, "false")), LOCAL);

    assertThat(culprit.principal()).isEmpty();
    assertThat(culprit.clientType()).isEmpty();
    assertThat(culprit.doubt()).isEqualTo(doubt);
  }

  @Test
  void portal_isNamedAsTheClient() {
    Culprit culprit =
        find(rows(row("12:30", TERRAFORM, "User", "Azure Portal", OFF, "false")), LOCAL);

    assertThat(culprit.clientType()).isEqualTo("Azure Portal");
  }

  /** What is not the taking back, each by itself. */
  @Test
  void otherChanges_areNobodysFault() {
    List<String> others =
        List.of(
            row("11:59", TERRAFORM, "Application", "", OFF, "false"),
            row("12:30", TERRAFORM, "Application", "", OFF, "True"),
            row("12:30", TERRAFORM, "Application", "", OFF + "Not", "false"),
            row("12:30", US, "Application", "", OFF, "false"),
            row("12:30", TERRAFORM, "Application", "", OFF, "false").replace("c-12:30", "C-OURS"),
            row("12:30", TERRAFORM, "Application", "", OFF, "false").replace("shop", "other"),
            row("later", TERRAFORM, "Application", "", OFF, "false"));

    for (String each : others) {
      assertThat(find(rows(each), LOCAL))
          .as(each)
          .isEqualTo(
              Culprit.unknown(
                  "Resource Graph shows no change of properties.disableLocalAccounts since"
                      + " 2026-11-23T12:00:00Z, and keeps 14 days"));
    }
  }

  @Test
  void lastOne_isNamed() {
    Culprit culprit =
        find(
            rows(
                row("12:50", TERRAFORM, "Application", "", OFF, "false"),
                row("12:30", CLI, "Application", "", OFF, "false")),
            LOCAL);

    assertThat(culprit.principal()).isEqualTo(TERRAFORM);
  }

  /** Changes show up after minutes; the event is there at once. */
  @Test
  void beforeResourceGraphShowsIt_theOnlyWriterIsNamed_withADoubt() {
    OwnWrites.Trace ours = event("12:10", "c-ours", US, US);
    OwnWrites.Trace theirs = event("12:20", "c-1", TERRAFORM, TERRAFORM);
    OwnWrites.Trace again = event("12:21", "c-2", TERRAFORM, TERRAFORM);
    OwnWrites.Trace person = event("12:25", "c-3", PERSON, CLI);

    assertThat(find(rows(), LOCAL, ours, theirs, again).sentence())
        .isEqualTo(
            TERRAFORM
                + " (client "
                + TERRAFORM
                + ") at 2026-11-23T12:21:00Z; Resource Graph shows no change of"
                + " properties.disableLocalAccounts since 2026-11-23T12:00:00Z, and keeps 14 days;"
                + " nobody else wrote to it");
    assertThat(find(rows(), LOCAL, ours, theirs, person).isKnown()).isFalse();
    assertThat(find(rows(), LOCAL, ours, theirs, person).doubt()).endsWith("2 others wrote to it");
    assertThat(find(rows(), LOCAL, event("11:00", "c-0", TERRAFORM, "")).isKnown()).isFalse();
  }

  @Test
  void whatCouldNotBeRead_isSaid() {
    assertThat(find(JsonArray.partly(List.of(), new Gap("403 Forbidden")), LOCAL))
        .isEqualTo(Culprit.unknown("property changes could not be read: 403 Forbidden"));
  }

  /** One alone is to be talked to; of two each may be the one that goes on. */
  @Test
  void othersWhoDidItBefore_areADoubt() {
    JsonArray changes =
        rows(
            row("08:00", US, "Application", "", OFF, "false"),
            row("09:00", CLI, "Application", "", OFF, "false"),
            row("10:30", "ann@example.org", "User", CLI, OFF, "false"),
            row("12:30", TERRAFORM, "Application", "", OFF, "false"));
    Culprits culprits = new Culprits(changes, List.of(), own);

    Culprit two = culprits.shown(LOCAL, FIXED, List.of(at("10:31"), at("12:31"))).orElseThrow();
    Culprit three = culprits.shown(LOCAL, FIXED, List.of(at("09:01"), at("12:31"))).orElseThrow();

    assertThat(two.principal()).isEqualTo(TERRAFORM);
    assertThat(two.doubt()).isEqualTo("before that also somebody");
    assertThat(three.doubt()).isEqualTo("before that also " + CLI + " and somebody");
  }

  @Test
  void pool_isFoundInTheClustersList_withADoubt() {
    ArmId pool = new ArmId(AKS + "/agentPools/user");
    List<Owned> surge =
        Owned.of(
            pool,
            new PatchOperation(
                "add", "/properties/upgradeSettings", null, Map.of("maxSurge", "10%")));
    String path = "properties.agentPoolProfiles[1].upgradeSettings.maxSurge";

    Culprit culprit = find(rows(row("12:30", TERRAFORM, "Application", "", path, "1")), surge);

    assertThat(culprit.principal()).isEqualTo(TERRAFORM);
    assertThat(culprit.doubt())
        .isEqualTo("it was a change of one of the cluster's pools: which one is not shown");
  }

  /** The ways in which paths are written. */
  @Test
  void paths_areTheSameMember() {
    PatchOperation tag = new PatchOperation("add", "/tags/cost.center", null, "7");
    PatchOperation ranges =
        new PatchOperation(
            "add",
            "/properties/apiServerAccessProfile",
            null,
            Map.of("authorizedIPRanges", List.of("10.0.0.0/8")));
    PatchOperation taken = new PatchOperation("remove", "/tags/a~1b", "x", null);

    Stream.of(
            Map.entry(tag, "tags['cost.center']"),
            Map.entry(tag, "tags.cost.center"),
            Map.entry(tag, "TAGS"),
            Map.entry(ranges, "properties.apiServerAccessProfile.authorizedIPRanges[0]"),
            Map.entry(taken, "tags[\\\"a/b\\\"]"))
        .forEach(
            each ->
                assertThat(
                        find(
                            rows(row("12:30", TERRAFORM, "Application", "", each.getValue(), "0")),
                            Owned.of(AKS, each.getKey())))
                    .as(each.getValue())
                    .matches(Culprit::isKnown));
  }
}
