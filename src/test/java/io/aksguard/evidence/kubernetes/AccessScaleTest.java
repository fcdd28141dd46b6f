package io.aksguard.evidence.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Roles and bindings of a large cluster: the work grows with their sum. */
@Tag("campaign")
class AccessScaleTest {
  private static final List<String> WORDS =
      List.of("pods", "secrets", "configmaps", "deployments", "jobs", "services", "nodes/proxy");

  @Test
  void join_of20000BindingsAnd5000Roles_growsLinearly() {
    long seed = 5;
    measure(seed, 2_000, 500); // warm
    double few = measure(seed, 2_000, 500);
    double many = measure(seed, 20_000, 5_000);

    System.out.printf(
        Locale.ROOT,
        "RBAC: 20,000 bindings x 5,000 roles in %.2f s, ten times less in %.2f s: ratio %.1f (linear: 10), seed %d%n",
        many,
        few,
        many / few,
        seed);
    assertThat(many).as("seconds").isLessThan(10);
  }

  private static double measure(long seed, int bindings, int roles) {
    Random random = new Random(seed);
    List<JsonObject> all = new ArrayList<>();
    for (int i = 0; i < roles; i++) {
      all.add(role(random, i, roles));
    }
    List<JsonObject> bound = new ArrayList<>();
    for (int i = 0; i < bindings; i++) {
      bound.add(binding(random, i, roles));
    }
    long start = System.nanoTime();
    Access access = new Access(all, bound, Extent.WHOLE);
    int grants = 0;
    for (int i = 0; i < roles; i++) {
      JsonObject workload =
          object(
              "kind", "Pod", "namespace", "n" + i % 200, "name", "p" + i, "template", account(i));
      grants += access.workload(workload).array("grants").orElseThrow().known().size();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    assertThat(access.grants()).hasSizeGreaterThan(bindings);
    assertThat(grants).isPositive();
    return seconds;
  }

  /** One in five aggregates a hundred of the others, by a label that these share. */
  private static JsonObject role(Random random, int i, int roles) {
    List<Object> rules = new ArrayList<>();
    for (int r = 0; r < 8; r++) {
      rules.add(
          object(
              "apiGroups", JsonArray.of(List.of("")),
              "resources", JsonArray.of(List.of(WORDS.get(random.nextInt(WORDS.size())))),
              "verbs", JsonArray.of(List.of("get", "list", "watch"))));
    }
    JsonObject role = object("kind", "ClusterRole", "name", "r" + i);
    if (i % 5 != 0) {
      return role.with("labels", object("part", "p" + i / 100)).with("rules", JsonArray.of(rules));
    }
    JsonObject selector = object("matchLabels", object("part", "p" + random.nextInt(roles / 100)));
    return role.with(
        "aggregationRule", object("clusterRoleSelectors", JsonArray.of(List.of(selector))));
  }

  private static JsonObject binding(Random random, int i, int roles) {
    List<Object> subjects = new ArrayList<>();
    for (int s = 0; s <= random.nextInt(3); s++) {
      subjects.add(
          object(
              "kind", "ServiceAccount", "namespace", "n" + i % 200, "name", "a" + (i + s) % 100));
    }
    JsonObject ref = object("kind", "ClusterRole", "name", "r" + random.nextInt(roles));
    return object(
        "kind",
        "RoleBinding",
        "namespace",
        "n" + i % 200,
        "name",
        "b" + i,
        "roleRef",
        ref,
        "subjects",
        JsonArray.of(subjects));
  }

  private static JsonObject account(int i) {
    return object("spec", object("serviceAccountName", "a" + i % 100));
  }

  private static JsonObject object(Object... members) {
    JsonObject.Builder builder = new JsonObject.Builder(0);
    for (int i = 0; i < members.length; i += 2) {
      builder.put((String) members[i], members[i + 1]);
    }
    return builder.build();
  }
}
