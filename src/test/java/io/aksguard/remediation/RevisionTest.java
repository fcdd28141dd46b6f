package io.aksguard.remediation;

import static io.aksguard.remediation.Raw.CLUSTER;
import static io.aksguard.remediation.Raw.POOL;
import static io.aksguard.remediation.Raw.SETTING;
import static io.aksguard.remediation.Raw.change;
import static io.aksguard.remediation.Raw.claim;
import static io.aksguard.remediation.Raw.path;
import static io.aksguard.remediation.Raw.put;
import static io.aksguard.remediation.Raw.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RevisionTest {
  @Test
  void wholeBody_isSent_alsoWhatNobodyKnows_withoutWhatGoesOneWay() {
    Revision revision =
        Revision.of(
            change(CLUSTER, claim("properties.disableLocalAccounts", true, null)),
            read(
                """
                {'id': 'x', 'name': 'shop', 'type': 'T', 'location': 'westeurope', 'eTag': 'e',
                 'systemData': {}, 'zzRoot': [1.5, null],
                 'identity': {'type': 'UserAssigned', 'principalId': 'p', 'tenantId': 't',
                   'userAssignedIdentities': {'/i': {'clientId': 'c', 'principalId': 'p'}}},
                 'properties': {'provisioningState': 'Succeeded', 'powerState': {'code': 'Running'},
                   'fqdn': 'f', 'currentKubernetesVersion': '1.34.2', 'kubernetesVersion': '1.34',
                   'zzUnknown': {'deep': null}, 'publicNetworkAccess': null,
                   'windowsProfile': {'adminUsername': 'a', 'adminPassword': null},
                   'servicePrincipalProfile': {'clientId': 'msi', 'secret': '***'},
                   'addonProfiles': {'omsAgent': {'enabled': true, 'identity': {'clientId': 'c'}}},
                   'agentPoolProfiles': [{'name': 'sys', 'type': 'VirtualMachineScaleSets',
                     'count': 3, 'eTag': 'e', 'powerState': {'code': 'Stopped'}, 'zz': 1,
                     'nodeImageVersion': 'v', 'provisioningState': 'Succeeded'}]}}
                """));

    assertThat(put(revision.request()))
        .isEqualTo(
            """
            {'location':'westeurope','zzRoot':[1.5,null],\
            'identity':{'type':'UserAssigned','userAssignedIdentities':{'/i':{}}},\
            'properties':{'kubernetesVersion':'1.34',\
            'zzUnknown':{'deep':null},'publicNetworkAccess':null,\
            'windowsProfile':{'adminUsername':'a'},\
            'servicePrincipalProfile':{'clientId':'msi'},\
            'addonProfiles':{'omsAgent':{'enabled':true}},\
            'agentPoolProfiles':[{'name':'sys','type':'VirtualMachineScaleSets',\
            'count':3,'powerState':{'code':'Stopped'},'zz':1}],\
            'disableLocalAccounts':true}}\
            """);
    assertThat(revision.moved()).isEmpty();
  }

  /** Readers take both for what they say; whoever took that for a change would look for ever. */
  @Test
  void flagOrNumberThatIsATextInTheBody_isNoChangeOfSomebodyElse() {
    Revision revision =
        Revision.of(
            change(
                CLUSTER,
                claim("properties.addonProfiles.kv.enabled", true, false),
                claim("properties.imageCleaner.intervalHours", 168L, 24L)),
            read(
                """
                {'properties': {'addonProfiles': {'kv': {'enabled': 'False'}},
                  'imageCleaner': {'intervalHours': '24'}}}
                """));

    assertThat(revision.moved()).isEmpty();
    assertThat(put(revision.request()))
        .isEqualTo(
            "{'properties':{'addonProfiles':{'kv':{'enabled':true}},"
                + "'imageCleaner':{'intervalHours':168}}}");
  }

  @Test
  void pool_keepsItsOwnTypeAndPowerState() {
    Revision revision =
        Revision.of(
            change(POOL, claim("properties.upgradeSettings.maxSurge", "10%", "1")),
            read(
                """
                {'id': 'x', 'name': 'sys', 'type': 'M/a/b', 'properties': {'eTag': 'e',
                 'type': 'VirtualMachineScaleSets', 'powerState': {'code': 'Stopped'},
                 'nodeImageVersion': 'v', 'upgradeSettings': {'maxSurge': '1'}}}
                """));

    assertThat(put(revision.request()))
        .isEqualTo(
            "{'properties':{'type':'VirtualMachineScaleSets','powerState':{'code':'Stopped'},"
                + "'upgradeSettings':{'maxSurge':'10%'}}}");
  }

  @Test
  void owned_isWhatChanges_withWhatWasThere() {
    Revision revision =
        Revision.of(
            new Change(
                SETTING,
                false,
                "",
                List.of(
                    claim("properties.logs[category=guard].enabled", true, false),
                    claim("properties.logs[category=audit].enabled", true, null),
                    new Claim(
                        "two", path("Properties.Logs[category=audit].enabled"), true, null, null),
                    claim("properties.workspaceId", "/W", "/w"),
                    claim("properties.old", null, Map.of("a", 1L)),
                    claim("properties.none", null, null)),
                List.of("one", "two"),
                List.of()),
            read(
                "{'properties': {'logs': [{'category': 'Guard', 'enabled': false}],"
                    + " 'workspaceId': '/w', 'old': {'a': 1}, 'none': null}}"));

    assertThat(revision.preimage().owned())
        .containsExactly(
            new Owned(
                List.of("one"),
                path("properties.logs[category=guard].enabled"),
                false,
                true,
                4,
                null,
                false),
            new Owned(
                List.of("one", "two"),
                path("properties.logs[category=audit].enabled"),
                null,
                true,
                2,
                null,
                false),
            new Owned(
                List.of("one"), path("properties.old"), Map.of("a", 1L), null, 2, null, false));
    assertThat(put(revision.request()))
        .isEqualTo(
            "{'properties':{'logs':[{'category':'Guard','enabled':true},"
                + "{'category':'audit','enabled':true}],'workspaceId':'/w','none':null}}");
    assertThat(revision.preimage().of(List.of("one")).owned()).hasSize(2);
  }

  @Test
  void whatIsThereAlready_isNoRequest() {
    Revision revision =
        Revision.of(
            change(
                POOL, claim("properties.count", 3L, 1L), claim("properties.osSKU", "Ubuntu", "")),
            read("{'properties': {'count': 3, 'osSku': 'UBUNTU'}}"));

    assertThat(revision.request()).isEqualTo(new Request.None());
    assertThat(revision.preimage().owned()).isEmpty();
    assertThat(revision.moved()).isEmpty();
  }

  @Test
  void memberThatSomebodyChangedSince_isTold() {
    Revision revision =
        Revision.of(
            change(
                CLUSTER,
                claim("properties.autoUpgradeProfile.upgradeChannel", "patch", "none"),
                claim("properties.disableLocalAccounts", true, null)),
            read("{'properties': {'autoUpgradeProfile': {'upgradeChannel': 'rapid'}}}"));

    assertThat(revision.moved())
        .containsExactly(path("properties.autoUpgradeProfile.upgradeChannel"));
    assertThat(revision.preimage().owned().get(0).before()).isEqualTo("rapid");
  }

  @Test
  void resourceThatIsNotThere_isMadeOfTheClaims() {
    Change change =
        new Change(
            SETTING,
            true,
            "",
            List.of(
                claim("properties.workspaceId", "/w", null),
                claim("properties.logs[category=guard].enabled", true, null)),
            List.of("one"),
            List.of());

    Revision made = Revision.of(change, Optional.empty());
    assertThat(put(made.request()))
        .isEqualTo(
            "{'properties':{'workspaceId':'/w','logs':[{'category':'guard','enabled':true}]}}");
    assertThat(made.preimage().isNew()).isTrue();

    Revision found = Revision.of(change, read("{'properties': {'workspaceId': '/other'}}"));
    assertThat(found.preimage().isNew()).isFalse();
    assertThat(found.moved()).containsExactly(path("properties.workspaceId"));
  }

  @Test
  void resourceThatIsGone_isNotMadeAgain() {
    Revision revision =
        Revision.of(
            change(CLUSTER, claim("properties.disableLocalAccounts", true, null)),
            Optional.empty());

    assertThat(revision.request()).isEqualTo(new Request.Refused("it is not there any more"));
  }

  @Test
  void bodyOfAnotherShape_isRefused() {
    Revision revision =
        Revision.of(
            change(CLUSTER, claim("properties.a.b", true, null)), read("{'properties': {'a': 7}}"));

    assertThat(revision.request())
        .isEqualTo(new Request.Refused("the body is not as expected: /properties/a is no object"));
  }

  @Test
  void action_hasNoBody() {
    assertThatThrownBy(
            () ->
                Revision.of(
                    new Change(
                        POOL,
                        false,
                        "upgradeNodeImageVersion",
                        List.of(),
                        List.of("one"),
                        List.of()),
                    read("{}")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("upgradeNodeImageVersion");
  }

  @Test
  void preimage_isReadBack_andHasNoSecret() throws IOException {
    Preimage preimage =
        Revision.of(
                change(
                    SETTING,
                    claim("tags.a.b", null, null),
                    claim("properties.logs[category=it's].enabled", true, null),
                    claim("properties.profile", null, null),
                    claim("properties.numbers", List.of(1L, 2.5), null)),
                read(
                    "{'tags': {'a': {'b': 'x'}}, 'properties': {'profile': {'user': 'u',"
                        + " 'deep': [{'Secret': 'hunter2', 'b': null}]}}}"))
            .preimage();

    String json = preimage.json();
    assertThat(json).doesNotContain("hunter2");
    Preimage back = Preimage.read(json);
    assertThat(back.json()).isEqualTo(json.replace(",\"b\":null", ""));
    assertThat(back.owned())
        .extracting(Owned::path)
        .isEqualTo(preimage.owned().stream().map(Owned::path).toList());
    assertThat(back.owned()).extracting(Owned::isSecret).containsExactly(false, false, true, false);
    assertThat(back.owned().get(3).written()).isEqualTo(List.of(1L, 2.5));
    assertThat(back.resource()).isEqualTo(SETTING);
  }

  @Test
  void whatIsNoPreimage_isSaid() {
    for (String json :
        List.of(
            "nothing",
            "{}",
            "{\"schema\":\"aks-guard/preimage/v1\",\"resource\":\"/x\",\"owned\":[]}",
            "{\"schema\":\"aks-guard/preimage/v1\",\"resource\":\"x\",\"new\":true,\"owned\":[]}",
            "{\"schema\":\"aks-guard/preimage/v1\",\"resource\":\"/x\",\"new\":true,"
                + "\"owned\":[{\"path\":[[\"a\"]],\"controls\":[],\"there\":1}]}",
            "{\"schema\":\"aks-guard/preimage/v1\",\"resource\":\"/x\",\"new\":true,"
                + "\"owned\":[{\"path\":[\"a\"],\"controls\":[],\"there\":1,\"secret\":false}]}")) {
      assertThatThrownBy(() -> Preimage.read(json)).as(json).isInstanceOf(IOException.class);
    }
  }
}
