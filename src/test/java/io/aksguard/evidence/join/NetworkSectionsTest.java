package io.aksguard.evidence.join;

import static io.aksguard.evidence.join.Small.OTHER;
import static io.aksguard.evidence.join.Small.RG;
import static io.aksguard.evidence.join.Small.SUB;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class NetworkSectionsTest {
  private static final String HUB = OTHER + "/resourceGroups/hub/providers/Microsoft.Network/";
  private static final String VNET = HUB + "virtualNetworks/v";
  private static final String SUBNET = VNET + "/subnets/nodes";
  private static final String NSG = HUB + "networkSecurityGroups/g";
  private static final String GATEWAY = RG + "/providers/Microsoft.Network/applicationGateways/a";
  private static final String POOL =
      "{'agentPoolProfiles':[{'name':'p','vnetSubnetID':'"
          + SUBNET.toUpperCase(Locale.ROOT)
          + "'}]}";
  private static final String WITH_NSG = "{'networkSecurityGroup':{'id':'" + NSG + "'}}";

  @Test
  void subnet_isFoundInAnotherSubscriptionAndCasing_withItsGroup() {
    Small read =
        new Small()
            .cluster(POOL)
            .with(SUBNET, WITH_NSG.replace("/g'", "/G'"))
            .with(NSG, "{'securityRules':[]}");

    assertThat(read.names("network.subnets")).containsExactly("nodes");
    assertThat(read.at("network.subnets.0.roles")).isEqualTo(Small.value(List.of("node")));
    assertThat(read.at("network.subnets.0.nsg.name")).isEqualTo("g");
    assertThat(read.names("network.nsgs")).containsExactly("g");
  }

  @Test
  void subnet_hasEveryRoleThatTheClusterGivesIt() {
    Small read =
        new Small()
            .cluster(
                "{'apiServerAccessProfile':{'subnetId':'$'},'agentPoolProfiles':[{'name':'p','vnetSubnetID':'$','podSubnetID':'$'}]}"
                    .replace("$", SUBNET))
            .with(SUBNET, "{}");

    assertThat(read.at("network.subnets.0.roles"))
        .isEqualTo(Small.value(List.of("node", "pod", "api-server")));
  }

  @Test
  void subnet_isReadInsideItsNetwork_unlessItIsInTheInputItself() {
    String inside =
        "{'subnets':[{'id':'" + SUBNET + "','name':'nodes','properties':" + WITH_NSG + "}]}";

    assertThat(new Small().cluster(POOL).with(VNET, inside).names("network.nsgs"))
        .containsExactly("network security group " + NSG + " was not in the input");
    assertThat(
            new Small()
                .cluster(POOL)
                .with(SUBNET, "{}")
                .with(VNET, inside)
                .at("network.subnets.0.nsg"))
        .isEqualTo("absent");
    assertThat(
            new Small()
                .cluster(POOL)
                .with(VNET, inside)
                .with(SUBNET, "{}")
                .at("network.subnets.0.nsg"))
        .isEqualTo("absent");
  }

  @Test
  void subnet_thatWasNotRead_isAGapAlsoAmongTheGroups() {
    Small read = new Small().cluster(POOL);

    assertThat(read.names("network.subnets")).singleElement().asString().startsWith("subnet ");
    assertThat(read.names("network.nsgs")).singleElement().asString().startsWith("subnet ");
  }

  @Test
  void rules_thatAreResources_belongToTheirGroup() {
    Small read =
        new Small()
            .cluster(POOL)
            .with(SUBNET, WITH_NSG)
            .with(
                NSG,
                "{'securityRules':[{'name':'Ssh','properties':{'access':'Deny'}},{'name':'web'}]}")
            .with(NSG.toUpperCase(Locale.ROOT) + "/securityRules/ssh", "{'access':'Allow'}")
            .with(NSG + "/securityRules/rdp", "{}");

    assertThat(read.names("network.nsgs.0.properties.securityRules"))
        .containsExactly("ssh", "web", "rdp");
    assertThat(read.at("network.nsgs.0.properties.securityRules.0.properties.access"))
        .isEqualTo("Allow");
  }

  @Test
  void rules_ofAGroupThatShowsNone_areAllOnlyWhereTheListIsWhole() {
    Small read = new Small().cluster(POOL).with(SUBNET, WITH_NSG).with(NSG, "{}");
    Small one =
        new Small()
            .cluster(POOL)
            .with(SUBNET, WITH_NSG)
            .with(NSG, "{}")
            .with(NSG + "/securityRules/ssh", "{}");

    assertThat(read.at("network.nsgs.0.properties.securityRules")).isEqualTo("absent");
    assertThat(one.names("network.nsgs.0.properties.securityRules"))
        .containsExactly("ssh", "whether all security rules were in the input is not known");
    assertThat(one.assumeComplete().names("network.nsgs.0.properties.securityRules"))
        .containsExactly("ssh");
  }

  @Test
  void flowLogs_areThoseOfTheSubnetItsNetworkAndItsGroup() {
    String logs = SUB + "/resourceGroups/w/providers/Microsoft.Network/networkWatchers/n/flowLogs/";
    Small read =
        new Small()
            .cluster(POOL)
            .with(SUBNET, WITH_NSG)
            .with(NSG, "{}")
            .with(logs + "a", "{'targetResourceId':'" + VNET.toUpperCase(Locale.ROOT) + "'}")
            .with(logs + "b", "{'targetResourceId':'" + SUBNET + "'}")
            .with(logs + "c", "{'targetResourceId':'" + NSG + "'}")
            .with(logs + "d", "{'targetResourceId':'" + VNET + "2'}")
            .complete("network");

    assertThat(read.names("network.flowLogs")).containsExactlyInAnyOrder("a", "b", "c");
  }

  @Test
  void gateway_isTheOneOfTheAddOn_withItsPolicyAndDiagnostics() {
    String policy =
        RG + "/providers/Microsoft.Network/applicationGatewayWebApplicationFirewallPolicies/w";
    Small read =
        new Small()
            .cluster(
                "{'addonProfiles':{'ingressApplicationGateway':{'enabled':true,'config':{'effectiveApplicationGatewayId':'"
                    + GATEWAY.toUpperCase(Locale.ROOT)
                    + "'}}}}")
            .with(GATEWAY, "{'firewallPolicy':{'id':'" + policy.toUpperCase(Locale.ROOT) + "'}}")
            .with(policy, "{}")
            .with(GATEWAY + "/providers/Microsoft.Insights/diagnosticSettings/d", "{}");

    assertThat(read.names("network.gateways")).containsExactly("a");
    assertThat(read.at("network.gateways.0.wafPolicy.name")).isEqualTo("w");
    assertThat(read.names("network.gateways.0.diagnostics")).contains("d");
  }

  @Test
  void gateways_withoutAnAddOn_areThoseOfACompleteInput() {
    Small read = new Small().with(GATEWAY, "{}");

    assertThat(read.names("network.gateways"))
        .containsExactly("Application Gateways were not in the input");
    assertThat(read.complete("network").names("network.gateways")).containsExactly("a");
  }
}
