package io.aksguard.evidence.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonReader;
import io.aksguard.evidence.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AccessTest {
  private static final Extent PART = new Extent(Optional.of(new Gap("")));
  private static final String LABEL = ",'labels':{'kubernetes.io/bootstrapping':'rbac-defaults'}";

  private final List<JsonObject> roles = new ArrayList<>();
  private final List<JsonObject> bindings = new ArrayList<>();

  @Test
  void grant_hasItsPathAndTheRulesOfItsRole() {
    role("Role", "shop", "ops", "", "get pods");
    bind("RoleBinding", "shop", "ops", "", "Role ops", "User jane", "ServiceAccount web");

    assertThat(paths(Extent.WHOLE))
        .containsExactly(
            "User jane by RoleBinding shop/ops of Role shop/ops",
            "ServiceAccount shop/web by RoleBinding shop/ops of Role shop/ops");
    assertThat(grant(Extent.WHOLE, 0).string("scope")).contains("shop");
    assertThat(rules(Extent.WHOLE, 0)).containsExactly("get pods");
  }

  @Test
  void roleOfAnotherNamespace_isAnotherRole() {
    role("Role", "other", "ops", "", "get pods");
    bind("RoleBinding", "shop", "ops", "", "Role ops", "User jane");

    assertThat(rules(Extent.WHOLE, 0)).isEmpty();
    assertThat(grant(PART, 0).raw("rules"))
        .isEqualTo(new Gap("Role shop/ops was not in the input"));
  }

  @Test
  void aggregation_reachesFurtherThanOneStep_andEndsInACycle() {
    aggregated("top", "", "to-top");
    aggregated("middle", "'to-top':'yes'", "to-middle");
    role("ClusterRole", "", "leaf", ",'labels':{'to-middle':'yes'}", "get pods");
    aggregated("back", "'to-middle':'yes'", "to-top");
    bind("ClusterRoleBinding", "", "ops", "", "ClusterRole top", "User jane");

    assertThat(rules(Extent.WHOLE, 0)).containsExactly("get pods");
  }

  @Test
  void aggregatedRoleWithRules_hasThoseOfTheOthersToo() {
    roles.add(
        json(
            "{'kind':'ClusterRole','name':'top','aggregationRule':{'clusterRoleSelectors':[{'matchExpressions':"
                + "[{'key':'To','operator':'In','values':['top']}]}]},'rules':[%s]}"
                    .formatted(rule("list nodes"))));
    role("ClusterRole", "", "leaf", ",'labels':{'To':'top'}", "get pods");
    role("ClusterRole", "", "no-leaf", ",'labels':{'to':'top'}", "get secrets");
    bind("ClusterRoleBinding", "", "ops", "", "ClusterRole top", "User jane");

    assertThat(rules(PART, 0)).containsExactly("list nodes", "get pods");
  }

  @Test
  void builtInRole_isKnownWithoutItsObject_andOneInTheInputCounts() {
    bind("ClusterRoleBinding", "", "ops", "", "ClusterRole cluster-admin", "User jane");

    assertThat(rules(PART, 0)).contains("* *");

    role("ClusterRole", "", "cluster-admin", "", "get pods");

    assertThat(rules(PART, 0)).containsExactly("get pods");
  }

  @Test
  void builtInRoleThatAggregates_hasWhatTheInputAdds() {
    role(
        "ClusterRole",
        "",
        "crd",
        ",'labels':{'rbac.authorization.k8s.io/aggregate-to-view':'true'}",
        "get crds");
    bind("ClusterRoleBinding", "", "ops", "", "ClusterRole edit", "User jane");

    assertThat(rules(PART, 0)).contains("get crds");
    assertThat(grant(PART, 0).array("rules").flatMap(JsonArray::rest))
        .contains(new Gap("whether other roles add to ClusterRole edit is not known"));
    assertThat(grant(Extent.WHOLE, 0).array("rules").flatMap(JsonArray::rest)).isEmpty();
  }

  @Test
  void rulesOfOneRole_areOneListForAllItsGrants() {
    aggregated("top", "", "to-top");
    role("ClusterRole", "", "leaf", ",'labels':{'to-top':'yes'}", "get pods");
    bind("ClusterRoleBinding", "", "a", "", "ClusterRole top", "User jane");
    bind("RoleBinding", "shop", "b", "", "ClusterRole top", "User jane");

    assertThat(grant(Extent.WHOLE, 0).raw("rules")).isNotNull();
    Access access = access(Extent.WHOLE);
    assertThat(access.grants().get(0).raw("rules")).isSameAs(access.grants().get(1).raw("rules"));
  }

  @Test
  void shipped_needsLabelNameRoleAndSubject() {
    role("ClusterRole", "", "system:node", LABEL, "get pods");
    bind(
        "ClusterRoleBinding",
        "",
        "system:node",
        LABEL,
        "ClusterRole system:node",
        "Group system:nodes",
        "User eve");
    bind("ClusterRoleBinding", "", "own", LABEL, "ClusterRole system:node", "Group system:nodes");
    bind(
        "ClusterRoleBinding",
        "",
        "system:node",
        "",
        "ClusterRole system:node",
        "Group system:nodes");

    assertThat(access(Extent.WHOLE).grants().stream().map(g -> g.string("shipped").orElse("?")))
        .containsExactly("kubernetes", "", "", "");
    assertThat(access(Extent.WHOLE).roles().get(0).string("shipped")).contains("kubernetes");
  }

  @Test
  void shippedBindingOfARoleThatSomebodyReplaced_isTheCustomers() {
    role("ClusterRole", "", "system:node", "", "get secrets");
    bind(
        "ClusterRoleBinding",
        "",
        "system:node",
        LABEL,
        "ClusterRole system:node",
        "Group system:nodes");

    assertThat(grant(Extent.WHOLE, 0).string("shipped")).contains("");
  }

  @Test
  void workload_hasWhatItsAccountAndTheGroupsOfItHave() {
    role("ClusterRole", "", "r", "", "get pods");
    for (String who :
        List.of(
            "Group system:serviceaccounts",
            "Group system:serviceaccounts:shop",
            "Group system:serviceaccounts:other",
            "Group system:authenticated",
            "User system:serviceaccount:shop:default",
            "User default")) {
      bind("ClusterRoleBinding", "", who.substring(who.indexOf(' ') + 1), "", "ClusterRole r", who);
    }

    JsonObject workload =
        access(Extent.WHOLE)
            .workload(json("{'kind':'Pod','namespace':'shop','name':'a','template':{'spec':{}}}"));

    assertThat(workload.array("grants").orElseThrow().objects())
        .extracting(grant -> grant.string("holder").orElse("?"))
        .containsExactly(
            "User system:serviceaccount:shop:default",
            "Group system:serviceaccounts:shop",
            "Group system:serviceaccounts",
            "Group system:authenticated");
  }

  @Test
  void unboundRole_standsForItselfWhereThereMayBeOtherBindings() {
    role("ClusterRole", "", "ops", "", "get pods");
    role("Role", "shop", "ops", "", "get pods");

    assertThat(paths(PART))
        .containsExactly(
            "ClusterRole ops (bound by nothing in the input)",
            "Role shop/ops (bound by nothing in the input)");
    assertThat(paths(Extent.WHOLE)).isEmpty();
  }

  @Test
  void namespaceOfAClusterRole_meansNothing() {
    role("ClusterRole", "shop", "ops", "", "get pods");
    bind("ClusterRoleBinding", "shop", "ops", "", "ClusterRole ops", "User jane");
    role("ClusterRole", "shop", "other", "", "get pods");

    assertThat(paths(PART))
        .containsExactly(
            "User jane by ClusterRoleBinding ops of ClusterRole ops",
            "ClusterRole other (bound by nothing in the input)");
    assertThat(access(PART).grants())
        .allSatisfy(grant -> assertThat(grant.string("scope")).contains(""));
  }

  @Test
  void nonsense_makesGapsAndNoCrash() {
    roles.add(json("{'kind':'ClusterRole','name':'ops','rules':'all'}"));
    bindings.add(json("{'kind':'ClusterRoleBinding','name':'none'}"));
    bindings.add(
        json("{'kind':'ClusterRoleBinding','name':'x','roleRef':'ops','subjects':['jane',{}]}"));
    bind("ClusterRoleBinding", "", "ops", "", "ClusterRole ops", "User jane");

    assertThat(access(Extent.WHOLE).grants()).hasSize(2);
    assertThat(grant(Extent.WHOLE, 1).array("rules").flatMap(JsonArray::rest))
        .contains(new Gap("the rules of ClusterRole ops are no list"));
  }

  private Access access(Extent extent) {
    return new Access(roles, bindings, extent);
  }

  private JsonObject grant(Extent extent, int index) {
    return access(extent).grants().get(index);
  }

  private List<String> paths(Extent extent) {
    return access(extent).grants().stream().map(g -> g.string("path").orElse("?")).toList();
  }

  /** Each rule as its first verb and its first resource. */
  private List<String> rules(Extent extent, int index) {
    return grant(extent, index).array("rules").orElseThrow().objects().stream()
        .map(each -> first(each, "verbs") + " " + first(each, "resources"))
        .toList();
  }

  private static String first(JsonObject rule, String member) {
    return rule.array(member).map(list -> String.valueOf(list.known().get(0))).orElse("-");
  }

  private void role(String kind, String namespace, String name, String more, String rule) {
    roles.add(
        json(
            "{'kind':'%s'%s,'name':'%s'%s,'rules':[%s]}"
                .formatted(kind, in(namespace), name, more, rule(rule))));
  }

  private void aggregated(String name, String labels, String selects) {
    roles.add(
        json(
            ("{'kind':'ClusterRole','name':'%s','labels':{%s},'aggregationRule':"
                    + "{'clusterRoleSelectors':[{'matchLabels':{'%s':'yes'}}]},'rules':[]}")
                .formatted(name, labels, selects)));
  }

  private void bind(
      String kind, String namespace, String name, String more, String role, String... subjects) {
    List<String> all = new ArrayList<>();
    for (String subject : subjects) {
      String[] parts = subject.split(" ");
      all.add("{'kind':'%s','name':'%s'}".formatted(parts[0], parts[1]));
    }
    String[] ref = role.split(" ");
    bindings.add(
        json(
            "{'kind':'%s'%s,'name':'%s'%s,'roleRef':{'kind':'%s','name':'%s'},'subjects':[%s]}"
                .formatted(
                    kind, in(namespace), name, more, ref[0], ref[1], String.join(",", all))));
  }

  private static String in(String namespace) {
    return namespace.isEmpty() ? "" : ",'namespace':'" + namespace + "'";
  }

  private static String rule(String text) {
    String[] parts = text.split(" ");
    return JsonWriter.text(
        JsonObject.of(
            Map.of(
                "apiGroups", JsonArray.of(List.of("")),
                "resources", JsonArray.of(List.of(parts[1])),
                "verbs", JsonArray.of(List.of(parts[0])))));
  }

  private static JsonObject json(String text) {
    return JsonReader.object(text.replace('\'', '"'));
  }
}
