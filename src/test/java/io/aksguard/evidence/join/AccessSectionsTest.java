package io.aksguard.evidence.join;

import static io.aksguard.evidence.join.Small.CLUSTER;
import static io.aksguard.evidence.join.Small.OTHER;
import static io.aksguard.evidence.join.Small.RG;
import static io.aksguard.evidence.join.Small.SUB;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class AccessSectionsTest {
  private static final String ROLE = "/providers/Microsoft.Authorization/roleAssignments/";
  private static final String GROUPS = "/providers/Microsoft.Management/managementGroups/";
  private static final String IDENTITIES =
      "{'identityProfile':{'kubeletidentity':{'objectId':'KUBELET'}},'addonProfiles':{'azurepolicy':{'identity':{'objectId':'policy'}}}}";

  @Test
  void assignments_areThoseAtEveryScopeAboveAndOfTheIdentities() {
    Small read =
        new Small()
            .cluster(IDENTITIES)
            .identity("{'principalId':'Plane'}")
            .with(CLUSTER + ROLE + "cluster", "{}")
            .with(RG + ROLE + "group", "{}")
            .with(SUB + ROLE + "subscription", "{}")
            .with("/providers/Microsoft.Authorization/roleAssignments/tenant", "{'scope':'/'}")
            .with(OTHER + ROLE + "held", "{'principalId':'kubelet'}")
            .with(OTHER + ROLE + "not", "{'principalId':'somebody'}")
            .with(RG + "2" + ROLE + "neighbour", "{}")
            .complete("access");

    assertThat(read.names("access.assignments"))
        .containsExactlyInAnyOrder("cluster", "group", "subscription", "tenant", "held");
  }

  @Test
  void assignment_tellsItsRoleAndTheIdentityThatHoldsIt() {
    String role = SUB + "/providers/Microsoft.Authorization/roleDefinitions/ABC-1";
    Small read =
        new Small()
            .cluster(IDENTITIES)
            .with(
                CLUSTER + ROLE + "a", "{'principalId':'POLICY','roleDefinitionId':'" + role + "'}")
            .with(CLUSTER + ROLE + "b", "{'principalId':'user'}");

    assertThat(read.at("access.assignments.0.role")).isEqualTo("abc-1");
    assertThat(read.at("access.assignments.0.holder")).isEqualTo("add-on azurepolicy");
    assertThat(read.at("access.assignments.1.holder")).isEqualTo("absent");
  }

  @Test
  void managementGroups_allReachTheCluster_whereTheirTreeIsNotKnown() {
    assertThat(withGroups().names("access.assignments")).containsExactly("ours", "sandbox");
  }

  @Test
  void managementGroups_reachTheCluster_whereTheyAreAboveItsSubscription() {
    Small read =
        withGroups()
            .with(
                SUB.toUpperCase(Locale.ROOT),
                "{'managementGroupAncestorsChain':[{'name':'MG-Ours'},{'name':'root'}]}");

    assertThat(read.names("access.assignments")).containsExactly("ours");
    assertThat(read.with(GROUPS + "ROOT" + ROLE + "root", "{}").names("access.assignments"))
        .containsExactly("ours", "root");
  }

  @Test
  void policyAssignmentsOfOtherBranches_doNotReachTheCluster() {
    String policy = "/providers/Microsoft.Authorization/policyAssignments/";
    Small read =
        new Small()
            .with(SUB, "{'managementGroupAncestorsChain':[{'name':'ours'}]}")
            .with(GROUPS + "ours" + policy + "a", "{'scope':'" + GROUPS + "ours'}")
            .with(GROUPS + "other" + policy + "b", "{}")
            .complete("policy");

    assertThat(read.names("policy.assignments")).containsExactly("a");
  }

  @Test
  void locks_areThoseOnTheClusterAndAboveIt() {
    String lock = "/providers/Microsoft.Authorization/locks/";
    Small read =
        new Small()
            .with(CLUSTER + lock + "a", "{}")
            .with(RG.toUpperCase(Locale.ROOT) + lock + "b", "{}")
            .with(SUB + lock + "c", "{}")
            .with(OTHER + lock + "d", "{}")
            .complete("locks");

    assertThat(read.names("locks")).hasSize(3).doesNotContain("d");
  }

  private static Small withGroups() {
    return new Small()
        .with(GROUPS + "mg-ours" + ROLE + "ours", "{'scope':'" + GROUPS + "mg-ours'}")
        .with(GROUPS + "mg-sandbox" + ROLE + "sandbox", "{}")
        .complete("access");
  }
}
