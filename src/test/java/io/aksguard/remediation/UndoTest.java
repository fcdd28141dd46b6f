package io.aksguard.remediation;

import static io.aksguard.remediation.Raw.CLUSTER;
import static io.aksguard.remediation.Raw.POOL;
import static io.aksguard.remediation.Raw.SETTING;
import static io.aksguard.remediation.Raw.added;
import static io.aksguard.remediation.Raw.change;
import static io.aksguard.remediation.Raw.claim;
import static io.aksguard.remediation.Raw.path;
import static io.aksguard.remediation.Raw.put;
import static io.aksguard.remediation.Raw.read;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UndoTest {
  private static final Request NOTHING = new Request.None();

  /** As it is stored before the write. */
  private static Preimage preimage(Change change, String before) {
    try {
      return Preimage.read(Revision.of(change, read(before)).preimage().json());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Preimage fresh(Claim... claims) {
    return Revision.of(
            new Change(SETTING, true, "", List.of(claims), List.of("one"), List.of()),
            Optional.empty())
        .preimage();
  }

  private static Request refused(String... members) {
    return new Request.Refused(
        "somebody has changed it since", List.of(members).stream().map(Raw::path).toList());
  }

  @Test
  void formerValue_isWrittenBack_andWhatOthersChangedSinceStays() {
    Preimage preimage =
        preimage(
            change(
                POOL,
                claim("properties.upgradeSettings.maxSurge", "10%", "1"),
                claim("properties.networkProfile.allowedHostPorts", List.of(), null)),
            "{'properties': {'upgradeSettings': {'maxSurge': '1'},"
                + " 'networkProfile': {'allowedHostPorts': [{'portStart': 80}]}}}");

    assertThat(
            put(
                preimage.undo(
                    read(
                        "{'id': 'x', 'properties': {'eTag': 'e', 'count': 5, 'zz': null,"
                            + " 'upgradeSettings': {'maxSurge': '10%', 'drain': 30},"
                            + " 'networkProfile': {'allowedHostPorts': []}}}"))))
        .isEqualTo(
            "{'properties':{'count':5,'zz':null,'upgradeSettings':{'maxSurge':'1','drain':30},"
                + "'networkProfile':{'allowedHostPorts':[{'portStart':80}]}}}");
  }

  /** The configuration of an add-on is a map of texts. */
  @Test
  void whatAzureAnswersAsAText_isWhatWasWritten() {
    Preimage preimage =
        preimage(
            change(
                CLUSTER,
                claim("properties.addonProfiles.kv.config.rotation", true, false),
                claim("properties.addonProfiles.kv.config.retries", 3L, 1L)),
            "{'properties': {'addonProfiles': {'kv': {'config':"
                + " {'rotation': 'false', 'retries': '1'}}}}}");

    assertThat(
            put(
                preimage.undo(
                    read(
                        "{'properties': {'addonProfiles': {'kv': {'config':"
                            + " {'rotation': 'true', 'retries': '3'}}}}}"))))
        .isEqualTo(
            "{'properties':{'addonProfiles':{'kv':{'config':"
                + "{'rotation':'false','retries':'1'}}}}}");
    assertThat(
            preimage.undo(
                read(
                    "{'properties': {'addonProfiles': {'kv': {'config':"
                        + " {'rotation': 'true', 'retries': '2'}}}}}")))
        .isEqualTo(refused("properties.addonProfiles.kv.config.retries"));
  }

  @Test
  void memberThatSomebodyChangedSince_stopsTheWholeUndo_andIsNamed() {
    Preimage preimage =
        preimage(
            change(
                CLUSTER,
                claim("properties.a", 2L, 1L),
                claim("properties.b", 2L, 1L),
                claim("properties.c", null, 1L)),
            "{'properties': {'a': 1, 'b': 1, 'c': 1}}");

    assertThat(preimage.undo(read("{'properties': {'a': 3, 'b': 2, 'c': 5}}")))
        .isEqualTo(refused("properties.a", "properties.c"));
    assertThat(preimage.undo(read("{'properties': {'b': 2}}"))).isEqualTo(refused("properties.a"));
  }

  @Test
  void whatIsBackAlready_needsNothing_andTheRestIsTakenBack() {
    Preimage preimage =
        preimage(
            change(
                CLUSTER,
                claim("properties.channel", "patch", "none"),
                claim("properties.config", null, null)),
            "{'properties': {'channel': 'none', 'config': {'a': '1', 'b': null}}}");

    // AKS has kept what the body left out.
    assertThat(
            put(preimage.undo(read("{'properties': {'channel': 'PATCH', 'config': {'A': '1'}}}"))))
        .isEqualTo("{'properties':{'channel':'none','config':{'A':'1'}}}");
    assertThat(put(preimage.undo(read("{'properties': {'channel': 'patch'}}"))))
        .isEqualTo("{'properties':{'channel':'none','config':{'a':'1'}}}");
    assertThat(preimage.undo(read("{'properties': {'channel': 'None', 'config': {'a': '1'}}}")))
        .isEqualTo(NOTHING);
  }

  @Test
  void memberThatWasAddedToACluster_isTakenBackByWhatAbsenceMeans() {
    Preimage preimage =
        preimage(
            change(
                CLUSTER,
                added("properties.securityProfile.imageCleaner.enabled", true, false),
                added("properties.addonProfiles.omsagent.config.workspace", "/w", null)),
            "{'properties': {'addonProfiles': {'omsagent': {'enabled': true}}}}");

    assertThat(preimage.lasting()).isEmpty();
    assertThat(
            put(
                preimage.undo(
                    read(
                        "{'properties': {'addonProfiles': {'omsagent': {'enabled': true,"
                            + " 'config': {'workspace': '/w'}}},"
                            + " 'securityProfile': {'imageCleaner': {'enabled': true}}}}"))))
        .isEqualTo(
            "{'properties':{'addonProfiles':{'omsagent':{'enabled':true}},"
                + "'securityProfile':{'imageCleaner':{'enabled':false}}}}");
    for (String back :
        List.of(
            "{'properties': {'securityProfile': {'imageCleaner': {'enabled': false}},"
                + " 'addonProfiles': {'omsagent': {'config': {'workspace': '/w'}}}}}",
            "{'properties': {}}")) {
      assertThat(preimage.undo(read(back))).isEqualTo(NOTHING);
    }
  }

  @Test
  void memberThatWasAddedToACluster_withoutAValueForAbsence_isRefused() {
    Preimage preimage =
        preimage(
            change(
                POOL,
                claim("properties.unknown.x", true, null),
                claim("properties.object", Map.of("a", 1L), null)),
            "{'properties': {'object': {'b': 2}}}");

    assertThat(preimage.lasting())
        .containsExactly(path("properties.unknown.x"), path("properties.object"));
    assertThat(preimage.undo(read("{'properties': {'unknown': {'x': true}, 'object': {'a': 1}}}")))
        .isEqualTo(
            new Request.Refused(
                "no value is known that comes to what was there before",
                List.of(path("properties.unknown.x"), path("properties.object"))));
  }

  @Test
  void tagsAndLists_areTakenAsAWhole_alsoByAks() {
    Preimage preimage =
        preimage(
            change(
                POOL,
                claim("properties.tags.owner", "x", null),
                claim("properties.rules[name=a].on", true, null),
                claim("properties.taints", List.of("t"), List.of())),
            "{'properties': {'taints': []}}");

    assertThat(preimage.lasting()).isEmpty();
    assertThat(
            put(
                preimage.undo(
                    read(
                        "{'properties': {'taints': ['t'], 'tags': {'owner': 'x'},"
                            + " 'rules': [{'name': 'a', 'on': true}]}}"))))
        .isEqualTo("{'properties':{'taints':[],'tags':{},'rules':[]}}");
  }

  @Test
  void whatWasAddedElsewhere_isLeftOut_butNotWhatOthersPutBesideIt() {
    Preimage preimage =
        preimage(
            change(
                SETTING,
                claim("properties.logs[category=guard].enabled", true, null),
                claim("properties.policies.export.status", "disabled", null),
                claim("properties.acls.action", "Deny", null)),
            "{'properties': {'logs': [{'category': 'audit'}]}}");

    assertThat(preimage.lasting()).isEmpty();
    assertThat(
            put(
                preimage.undo(
                    read(
                        "{'properties': {'logs': [{'category': 'audit'}, {'category': 'guard',"
                            + " 'enabled': true, 'retentionPolicy': {'days': 0}}],"
                            + " 'policies': {'export': {'status': 'disabled'}},"
                            + " 'acls': {'action': 'deny', 'ipRules': ['1.2.3.4']}}}"))))
        .isEqualTo("{'properties':{'logs':[{'category':'audit'}],'acls':{'ipRules':['1.2.3.4']}}}");
  }

  @Test
  void resourceThatWasMade_isDeleted_whereItIsAsItWasMade() {
    Preimage made =
        fresh(claim("properties.level", "CanNotDelete", null), claim("properties.n", 1L, null));

    assertThat(made.undo(read("{'properties': {'level': 'canNotDelete', 'n': 1, 'scope': '/'}}")))
        .isEqualTo(new Request.Delete());
    Preimage rule = fresh(claim("properties.flows", List.of(Map.of("to", List.of("w"))), null));
    assertThat(rule.undo(read("{'properties': {'flows': [{'to': ['w'], 'filled': 'in'}]}}")))
        .isEqualTo(new Request.Delete());
    assertThat(rule.undo(read("{'properties': {'flows': [{'to': ['w', 'x']}]}}")))
        .isEqualTo(refused("properties.flows"));
    assertThat(made.undo(Optional.empty())).isEqualTo(NOTHING);
    assertThat(made.undo(read("{'properties': {'level': 'ReadOnly', 'n': 1}}")))
        .isEqualTo(refused("properties.level"));
    assertThat(made.undo(read("{'properties': {'level': 'CanNotDelete'}}")))
        .isEqualTo(refused("properties.n"));
  }

  @Test
  void resourceThatIsGone_orOfAnotherShape_isRefused() {
    Preimage preimage =
        preimage(
            change(CLUSTER, claim("properties.a.b", 2L, 1L)), "{'properties': {'a': {'b': 1}}}");

    assertThat(preimage.undo(Optional.empty()))
        .isEqualTo(new Request.Refused("it is not there any more"));
    assertThat(preimage.undo(read("{'properties': {'a': 7}}")))
        .isEqualTo(new Request.Refused("the body is not as expected: /properties/a is no object"));
  }

  @Test
  void secret_isNotKept_andSoNotTakenBack() {
    Preimage preimage =
        preimage(
            change(SETTING, claim("properties.profile.secret", null, "s")),
            "{'properties': {'profile': {'secret': 's'}}}");

    assertThat(preimage.json()).doesNotContain("\"s\"");
    assertThat(preimage.undo(read("{'properties': {'profile': {}}}")))
        .isInstanceOf(Request.Refused.class);
    // ARM does not answer it: nobody can say whether it is back.
    Preimage set =
        preimage(
            change(SETTING, claim("properties.adminPassword", "p", null)), "{'properties': {}}");
    assertThat(set.undo(read("{'properties': {}}"))).isInstanceOf(Request.Refused.class);
  }

  @Test
  void ofSomeControls_isWhatNoneButTheyWanted() {
    Preimage made =
        Revision.of(
                new Change(
                    SETTING,
                    true,
                    "",
                    List.of(
                        claim("properties.a", 1L, null),
                        new Claim("two", path("properties.a"), 1L, null, null),
                        new Claim("two", path("properties.b"), 1L, null, null)),
                    List.of("one", "two"),
                    List.of()),
                Optional.empty())
            .preimage();

    assertThat(made.of(List.of("one")).owned()).isEmpty();
    assertThat(put(made.of(List.of("two")).undo(read("{'properties': {'a': 1, 'b': 1}}"))))
        .isEqualTo("{'properties':{'a':1}}");
    assertThat(made.of(List.of("one", "two"))).isEqualTo(made);
  }

  @Test
  void others_isWhatTheWriteDoesNotOwn() {
    Preimage preimage =
        preimage(
            change(CLUSTER, added("properties.a.b", 2L, 1L)),
            "{'id': 'x', 'properties': {'zz': 1, 'fqdn': 'f'}}");

    assertThat(preimage.others(Raw.body("{'properties': {'zz': 1, 'a': {'b': 2}, 'fqdn': 'g'}}")))
        .isEqualTo(Map.of("properties", Map.of("zz", 1L)));
  }
}
