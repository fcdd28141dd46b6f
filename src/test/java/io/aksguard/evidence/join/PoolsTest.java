package io.aksguard.evidence.join;

import static io.aksguard.evidence.join.Small.CLUSTER;
import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.Evidence;
import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.Resource;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class PoolsTest {
  private static final String POOLS = "microsoft.containerservice/managedclusters/agentpools";

  @Test
  void inlinePools_areAllThatThereAre() {
    Small read = new Small().cluster("{'agentPoolProfiles':[{'name':'a'},{'name':'b'}]}");

    assertThat(read.names("pools")).containsExactly("a", "b");
  }

  @Test
  void poolInBothPlaces_isTheResource() {
    Small read =
        new Small()
            .cluster("{'agentPoolProfiles':[{'name':'a','count':1},{'name':'b','count':1}]}")
            .with(CLUSTER.toUpperCase(Locale.ROOT) + "/AGENTPOOLS/A", "{'count':5}");

    assertThat(read.names("pools")).containsExactly("A", "b");
    assertThat(read.at("pools.0.count")).isEqualTo(5L);
  }

  @Test
  void childPoolsAlone_areAllOnlyWhereTheListIsWhole() {
    Small read = new Small().with(CLUSTER + "/agentPools/a", "{}");

    assertThat(read.names("pools"))
        .containsExactly("a", "whether all pools were in the input is not known");
    assertThat(read.whole(POOLS, CLUSTER).names("pools")).containsExactly("a");
  }

  @Test
  void noPools_isAGap() {
    assertThat(new Small().names("pools")).containsExactly("pools were not in the input");
  }

  @Test
  void poolWithoutItsCluster_isEvidenceOfThePoolAlone() {
    Inventory inventory = new Inventory();
    ArmId pool = new ArmId(CLUSTER + "/agentPools/a");
    inventory.add(
        new Resource(pool, POOLS, Small.json("{'name':'a','properties':{'count':1}}"), null));
    Evidence evidence =
        new Joiner(inventory, false).withoutCluster(pool.parent().orElseThrow(), null);

    assertThat(evidence.value("cluster")).isInstanceOf(Gap.class);
    assertThat(((JsonArray) evidence.value("pools")).rest()).isPresent();
  }
}
