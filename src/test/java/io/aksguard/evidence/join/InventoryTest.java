package io.aksguard.evidence.join;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.JsonReader;
import io.aksguard.evidence.Resource;
import org.junit.jupiter.api.Test;

class InventoryTest {
  private static final ArmId GROUP = new ArmId("/subscriptions/s/resourceGroups/g");
  private static final String TYPE = "microsoft.authorization/locks";
  private static final ArmId LOCK = new ArmId(GROUP + "/providers/" + TYPE + "/l");

  @Test
  void withoutAnIdOfTheirOwn_bothAreKept() {
    Inventory inventory = new Inventory();
    inventory.add(lock("{\"name\":\"l\",\"properties\":{\"level\":\"ReadOnly\"}}"));
    inventory.add(lock("{\"name\":\"l\",\"properties\":{\"level\":\"CanNotDelete\"}}"));

    assertThat(inventory.children(GROUP, TYPE)).hasSize(2);
  }

  @Test
  void ofOneId_theLaterCounts() {
    Inventory inventory = new Inventory();
    inventory.add(lock("{\"id\":\"" + LOCK + "\",\"name\":\"old\"}"));
    inventory.add(lock("{\"id\":\"" + LOCK + "\",\"name\":\"new\"}"));

    assertThat(inventory.children(GROUP, TYPE))
        .singleElement()
        .satisfies(kept -> assertThat(kept.body().string("name")).contains("new"));
  }

  private static Resource lock(String body) {
    return new Resource(LOCK, TYPE, JsonReader.object(body), null);
  }
}
