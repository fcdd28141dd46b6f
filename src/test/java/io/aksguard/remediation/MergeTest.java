package io.aksguard.remediation;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.cluster.ArmId;
import io.aksguard.control.MemberPath;
import io.aksguard.control.Wanted;
import io.aksguard.evidence.Evidence;
import io.aksguard.evidence.JsonReader;
import io.aksguard.evidence.Origin;
import io.aksguard.evidence.Section;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MergeTest {
  private static final ArmId SHOP =
      new ArmId(
          "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ContainerService/managedClusters/shop");
  private static final ArmId POOL = new ArmId(SHOP.value() + "/agentPools/sys");

  private final Merge merge =
      new Merge(
          new Bodies(
              new Evidence(
                  SHOP.value(),
                  Origin.NONE,
                  Map.of(
                      "cluster",
                      new Section(
                          JsonReader.object("{\"properties\": {\"a\": {\"x\": 1}, \"n\": 7}}"),
                          null)))));

  private static MemberPath path(String text) {
    return new MemberPath(
        Stream.of(text.split("\\.")).map(name -> new MemberPath.Part(name, "", "")).toList());
  }

  private static Wanted set(ArmId resource, String path, Object value) {
    return new Wanted(
        resource, List.of(new Wanted.Setting(path(path), value, null)), List.of(), "");
  }

  private static Wanted call(String action) {
    return new Wanted(POOL, List.of(), List.of(), action);
  }

  private Optional<Hold> add(String control, Wanted... steps) {
    return merge.add(control, List.of(steps));
  }

  private Merge.Target shop() {
    return Objects.requireNonNull(merge.targets().get(SHOP));
  }

  @Test
  void sameWish_isSharedByBoth_andWrittenOnce() {
    assertThat(add("one", set(SHOP, "properties.a.y", true))).isEmpty();
    assertThat(add("two", set(SHOP, "Properties.A.y", true))).isEmpty();

    assertThat(shop().edits()).hasSize(1);
    assertThat(shop().controls()).containsExactly("one", "two");
  }

  /** As of two pools that one change of the cluster mends. */
  @Test
  void sameWishOfTheSameControl_isTakenInTwice_andWrittenOnce() {
    assertThat(add("one", set(SHOP, "properties.a.y", true))).isEmpty();
    assertThat(add("one", set(SHOP, "properties.a.y", true))).isEmpty();

    assertThat(shop().edits()).hasSize(1);
    assertThat(shop().controls()).containsExactly("one");
  }

  @Test
  void whatIsThereAlready_isNoFix_alsoWhereAnotherWantsItToo() {
    assertThat(add("one", set(SHOP, "properties.a.x", 1L), set(SHOP, "properties.a.y", true)))
        .isEmpty();

    assertThat(add("two", set(SHOP, "properties.a.x", 1L)))
        .hasValueSatisfying(hold -> assertThat(hold.reason()).contains("nothing is left"));
    assertThat(shop().controls()).containsExactly("one");
  }

  @Test
  void claims_haveWhatTheEvidenceHas_alsoWhereAnotherWantsTheSame() {
    add("one", set(SHOP, "properties.n", 8L));
    add("two", set(SHOP, "properties.n", 8L), set(SHOP, "properties.a.y", true));

    assertThat(merge.changes())
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.isNew()).isFalse();
              assertThat(change.controls()).containsExactly("one", "two");
              assertThat(change.claims())
                  .containsExactly(
                      new Claim("one", path("properties.n"), 8L, null, 7L),
                      new Claim("two", path("properties.n"), 8L, null, 7L),
                      new Claim("two", path("properties.a.y"), true, null, null));
            });
  }

  @Test
  void otherWishForTheSameMember_isRefused_aboveAndBelowItToo() {
    add("one", set(SHOP, "properties.a.y", true));

    for (Wanted wish :
        List.of(
            set(SHOP, "properties.a.y", false),
            set(SHOP, "properties.a", Map.of("y", true)),
            set(SHOP, "properties.a.y.z", 1L),
            new Wanted(SHOP, List.of(), List.of(path("properties.a.y")), ""))) {
      assertThat(add("two", wish))
          .hasValueSatisfying(
              hold -> {
                assertThat(hold.guard()).isEqualTo("conflict");
                assertThat(hold.reason()).contains("one");
              });
    }
    assertThat(shop().controls()).containsExactly("one");
  }

  @Test
  void refusedFix_leavesNothingBehind() {
    add("one", set(SHOP, "properties.a.y", true));

    assertThat(
            add(
                "two",
                set(POOL, "properties.p", 1L),
                set(SHOP, "properties.z", 1L),
                set(SHOP, "properties.a.y", false)))
        .isPresent();
    assertThat(add("three", set(POOL, "properties.q", 1L), set(SHOP, "properties.n.m", 1L)))
        .hasValueSatisfying(hold -> assertThat(hold.reason()).contains("/properties/n"));

    assertThat(merge.targets().keySet()).containsExactly(SHOP);
    assertThat(shop().edits()).hasSize(1);
  }

  @Test
  void whatIsThereAlready_isNoFix() {
    assertThat(add("one", set(SHOP, "properties.a.x", 1L)))
        .hasValueSatisfying(hold -> assertThat(hold.reason()).contains("nothing is left"));
  }

  @Test
  void poolIsNotUpgradedAndScaled_inOneWrite() {
    assertThat(add("one", set(POOL, "properties.orchestratorVersion", "1.34.2"))).isEmpty();
    assertThat(add("two", set(POOL, "properties.upgradeSettings.maxSurge", "10%"))).isEmpty();
    assertThat(add("three", set(POOL, "properties.minCount", 3L)))
        .hasValueSatisfying(
            hold -> {
              assertThat(hold.guard()).isEqualTo("conflict");
              assertThat(hold.reason()).contains("upgrade and scale").contains("one");
            });
    ArmId other = new ArmId(SHOP.value() + "/agentPools/user");
    assertThat(add("four", set(other, "properties.enableAutoScaling", true))).isEmpty();
    assertThat(add("five", set(other, "properties.osSKU", "AzureLinux3"))).isPresent();
    assertThat(add("six", set(other, "properties.minCount", 3L)))
        .hasValueSatisfying(hold -> assertThat(hold.reason()).contains("four"));
  }

  @Test
  void newImage_isNotAskedFor_besideAnUpgrade() {
    add("one", set(POOL, "properties.orchestratorVersion", "1.34.2"));
    assertThat(add("two", call("upgradeNodeImageVersion")))
        .hasValueSatisfying(hold -> assertThat(hold.reason()).contains("one"));
    assertThat(merge.calls()).isEmpty();

    ArmId other = new ArmId(SHOP.value() + "/agentPools/user");
    add("three", new Wanted(other, List.of(), List.of(), "upgradeNodeImageVersion"));
    assertThat(add("four", set(other, "properties.osSKU", "AzureLinux3")))
        .hasValueSatisfying(hold -> assertThat(hold.reason()).contains("three"));
  }

  @Test
  void whatIsThereAlready_isNoFix_alsoBesideOthers() {
    add("one", set(SHOP, "properties.a.y", true));

    assertThat(add("two", set(SHOP, "properties.a.x", 1L))).isPresent();
    assertThat(shop().controls()).containsExactly("one");
  }

  @Test
  void sameAction_isPostedOnce() {
    add("one", call("upgradeNodeImageVersion"));
    add("two", call("upgradeNodeImageVersion"));

    assertThat(merge.calls())
        .containsExactly(
            Map.entry(new Merge.Call(POOL, "upgradeNodeImageVersion"), Set.of("one", "two")));
  }
}
