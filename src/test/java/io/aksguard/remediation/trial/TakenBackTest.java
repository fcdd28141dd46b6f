package io.aksguard.remediation.trial;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.config.GuardConfig;
import io.aksguard.control.AuthorException;
import io.aksguard.control.CaseFile;
import io.aksguard.control.CaseFile.Given;
import io.aksguard.control.Cases;
import io.aksguard.control.Catalogue;
import io.aksguard.control.CatalogueFolder;
import io.aksguard.control.Control;
import io.aksguard.evidence.Evidence;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonValue;
import io.aksguard.evidence.Plain;
import io.aksguard.finding.Auditor;
import io.aksguard.finding.State;
import io.aksguard.remediation.Change;
import io.aksguard.remediation.JsonPatch;
import io.aksguard.remediation.Owned;
import io.aksguard.remediation.PatchOperation;
import io.aksguard.remediation.Planned;
import io.aksguard.remediation.Planner;
import io.aksguard.remediation.Preimage;
import io.aksguard.remediation.Revision;
import io.aksguard.remediation.Write;
import io.aksguard.yaml.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every remedy over every case that it mends, written and taken back, with members at several
 * depths that nobody knows: at no step changes what the remedy does not name, and each member that
 * it does name is back. Bodies are compared leaf by leaf, without the code that writes them.
 */
class TakenBackTest {
  private static final Path FOLDER =
      Path.of(System.getProperty("aksguard.basedir", "."), "src", "controls");
  private static final String UNKNOWN = "zzUnknown";

  /** What tells elements of ARM's lists apart. */
  private static final List<String> KEYS = List.of("name", "category", "ruleSetType");

  /** What only AKS writes, when a cluster or a pool gets another version or system. */
  private static final Set<String> AKS_WRITES =
      Set.of(
          "properties.currentkubernetesversion",
          "properties.currentorchestratorversion",
          "properties.nodeimageversion");

  /** What a new resource has without being told. */
  private static final Set<String> ENVELOPE = Set.of("id", "name");

  @TestFactory
  Stream<DynamicTest> remedy_changesNothingElse_andIsTakenBack()
      throws IOException, AuthorException {
    Catalogue catalogue = CatalogueFolder.load(FOLDER);
    List<Problem> problems = new ArrayList<>();
    Cases cases = Cases.read(FOLDER, problems);
    return catalogue.controls().stream()
        .filter(control -> !control.definition().remedy().steps().isEmpty())
        .map(
            control ->
                DynamicTest.dynamicTest(
                    control.id(),
                    () -> {
                      Map<String, Integer> results = new TreeMap<>();
                      for (CaseFile each : cases.of(control.id())) {
                        writeAndTakeBack(catalogue, control, each, results);
                      }
                      System.out.printf("taken back: %s: %s%n", control.id(), results);
                      assertThat(results).isNotEmpty();
                    }));
  }

  private static void writeAndTakeBack(
      Catalogue catalogue, Control control, CaseFile each, Map<String, Integer> results)
      throws IOException {
    Azure azure = new Azure(planted(each.given()));
    Evidence evidence = each.evidence(azure.given());
    GuardConfig config = new GuardConfig(each.parameters(catalogue), List.of());
    List<State> states =
        new Auditor(catalogue, List.of(control), config, each.at())
            .audit(evidence).stream().map(State::of).toList();
    Planner planner = new Planner(catalogue, config, each.at()).atAnyTime();
    String id = evidence.resource();
    Planned plan = planner.plan(id, states, Optional.of(evidence));

    boolean hasUndo = control.definition().remedy().isReversible();
    List<Preimage> saved = new ArrayList<>();
    List<Map<String, Object>> before = new ArrayList<>();
    for (Change change : planner.changes(id, states, evidence, Set.of(control.id())).changes()) {
      if (!change.call().isEmpty()) {
        count(results, "action posted");
        continue;
      }
      Map<String, Object> read = azure.get(change.resource()).orElse(Map.of());
      Revision revision = Revision.of(change, azure.get(change.resource()));
      Preimage preimage = revision.preimage();
      azure.send(change.resource(), revision.request());
      assertOnlyOwnedDiffer(leaves(read), leaves(azure, preimage), preimage);
      assertIsWhatThePlanShows(plan, read, preimage);
      saved.add(Preimage.read(preimage.json()));
      before.add(leaves(read));
      count(results, preimage.isNew() ? "resource made" : "resource changed");
    }
    for (int i = saved.size() - 1; i >= 0 && hasUndo; i--) {
      Preimage preimage = saved.get(i);
      azure.send(preimage.resource(), preimage.undo(azure.get(preimage.resource())));
      Map<String, Object> after = leaves(azure, preimage);
      if (preimage.isNew()) {
        assertThat(after).isEmpty();
        count(results, "resource deleted");
        continue;
      }
      assertThat(after.keySet()).anyMatch(leaf -> leaf.contains("zzunknown"));
      assertOnlyOwnedDiffer(before.get(i), after, preimage);
      preimage.owned().forEach(owned -> count(results, back(owned, after)));
    }
    if (!saved.isEmpty() && !hasUndo) {
      count(results, "no undo");
    }
  }

  /** The patch that people saw, applied by its pointers alone, is what is written. */
  private static void assertIsWhatThePlanShows(
      Planned plan, Map<String, Object> read, Preimage preimage) {
    List<PatchOperation> patch =
        plan.writes().stream()
            .filter(write -> write.call().isEmpty())
            .filter(write -> write.resource().equals(preimage.resource()))
            .flatMap(write -> write.edits().stream())
            .map(Write.Edit::operation)
            .toList();
    Map<String, Object> shown = leaves(JsonPatch.applied(read, patch));
    Map<String, Object> before = leaves(read);
    assertThat(differing(before, shown, preimage)).isEmpty();
    for (Owned owned : preimage.owned()) {
      assertThat(below(owned, shown))
          .isEqualTo(owned.written() == null ? Map.of() : wanted(owned, owned.written()));
    }
  }

  /** How a member that the write owned is back. */
  private static String back(Owned owned, Map<String, Object> after) {
    Map<String, Object> now = below(owned, after);
    if (owned.before() != null) {
      assertThat(now).as(owned.path().toString()).isEqualTo(wanted(owned, owned.before()));
      return "former value";
    }
    if (now.isEmpty()) {
      return "gone";
    }
    Object named = requireNonNull(owned.absence()).value();
    if (named == null) {
      assertThat(now).isEqualTo(wanted(owned, requireNonNull(owned.written())));
      return "left over, without effect";
    }
    assertThat(now).isEqualTo(wanted(owned, named));
    return "what absence means";
  }

  private static Map<String, Object> wanted(Owned owned, Object value) {
    Map<String, Object> leaves = new TreeMap<>();
    put(leaves, key(owned), requireNonNull(Plain.of(value)));
    return leaves;
  }

  private static void assertOnlyOwnedDiffer(
      Map<String, Object> before, Map<String, Object> after, Preimage preimage) {
    assertThat(differing(before, after, preimage)).isEmpty();
  }

  /** Leaves that are not alike, and that the write does not own. */
  private static Set<String> differing(
      Map<String, Object> before, Map<String, Object> after, Preimage preimage) {
    Set<String> differ = new TreeSet<>(before.keySet());
    differ.addAll(after.keySet());
    differ.removeIf(
        leaf ->
            Optional.ofNullable(before.get(leaf)).equals(Optional.ofNullable(after.get(leaf)))
                || AKS_WRITES.contains(leaf)
                || (preimage.isNew() && ENVELOPE.contains(leaf))
                || preimage.owned().stream().anyMatch(owned -> isAt(owned, leaf)));
    return differ;
  }

  private static Map<String, Object> below(Owned owned, Map<String, Object> leaves) {
    Map<String, Object> below = new TreeMap<>(leaves);
    below.keySet().removeIf(leaf -> !isBelow(owned, leaf));
    return below;
  }

  private static boolean isBelow(Owned owned, String leaf) {
    String key = key(owned);
    return leaf.equals(key) || leaf.startsWith(key + ".") || leaf.startsWith(key + "[");
  }

  /** An element that was made is ours with its key; an empty list gets its first element. */
  private static boolean isAt(Owned owned, String leaf) {
    String key = key(owned);
    String element = key.substring(0, key.lastIndexOf(']') + 1);
    return isBelow(owned, leaf)
        || key.startsWith(leaf + "[")
        || KEYS.stream().anyMatch(name -> leaf.equalsIgnoreCase(element + "." + name));
  }

  private static String key(Owned owned) {
    return owned.path().toString().toLowerCase(Locale.ROOT);
  }

  private static Map<String, Object> leaves(Azure azure, Preimage preimage) {
    return azure.get(preimage.resource()).map(TakenBackTest::leaves).orElse(Map.of());
  }

  private static Map<String, Object> leaves(Object body) {
    Map<String, Object> leaves = new TreeMap<>();
    ((Map<?, ?>) requireNonNull(Plain.of(body)))
        .forEach(
            (name, member) -> put(leaves, String.valueOf(name).toLowerCase(Locale.ROOT), member));
    return leaves;
  }

  /** An object without members, and null, are as good as nothing. */
  private static void put(Map<String, Object> leaves, String at, @Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      map.forEach(
          (name, member) ->
              put(leaves, at + "." + String.valueOf(name).toLowerCase(Locale.ROOT), member));
    } else if (value instanceof List<?> list
        && list.stream().allMatch(e -> name(e) != null)
        && !list.isEmpty()) {
      list.forEach(element -> put(leaves, at + "[" + name(element) + "]", element));
    } else if (value != null) {
      leaves.put(at, value);
    }
  }

  private static @Nullable String name(@Nullable Object element) {
    for (String key : KEYS) {
      if (element instanceof Map<?, ?> map && map.get(key) != null) {
        return key.toLowerCase(Locale.ROOT)
            + "='"
            + String.valueOf(map.get(key)).toLowerCase(Locale.ROOT)
            + "'";
      }
    }
    return null;
  }

  private static void count(Map<String, Integer> results, String result) {
    results.merge(result, 1, Integer::sum);
  }

  /** The bodies with a member that nobody knows, in each, in each profile and in each pool. */
  private static Given planted(Given given) {
    return new Given(
        planted(given.cluster()), given.resources().stream().map(TakenBackTest::planted).toList());
  }

  @SuppressWarnings("unchecked")
  private static JsonObject planted(JsonObject body) {
    Map<String, Object> plain = (Map<String, Object>) requireNonNull(Plain.of(body));
    if (plain.get("properties") instanceof Map<?, ?> properties) {
      properties.forEach(
          (name, member) -> {
            if (member instanceof Map<?, ?> map && String.valueOf(name).endsWith("Profile")) {
              ((Map<String, Object>) map).put(UNKNOWN, "profile");
            }
            if (member instanceof List<?> list && name.equals("agentPoolProfiles")) {
              list.forEach(pool -> ((Map<String, Object>) pool).put(UNKNOWN, Map.of("pool", 1L)));
            }
          });
      ((Map<String, Object>) properties)
          .put(UNKNOWN, Map.of("deep", List.of(1L, Map.of("x", "y"))));
    }
    return (JsonObject) JsonValue.of(plain);
  }
}
