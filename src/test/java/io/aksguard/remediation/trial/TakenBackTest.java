package io.aksguard.remediation.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.config.GuardConfig;
import io.aksguard.control.AuthorException;
import io.aksguard.control.CaseFile;
import io.aksguard.control.Cases;
import io.aksguard.control.Catalogue;
import io.aksguard.control.CatalogueFolder;
import io.aksguard.control.Control;
import io.aksguard.evidence.Evidence;
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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
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
    Azure azure = new Azure(Planted.in(each.given()));
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
      assertOnlyOwnedDiffer(Leaves.of(read), leaves(azure, preimage), preimage);
      assertIsWhatThePlanShows(plan, read, preimage);
      saved.add(Preimage.read(preimage.json()));
      before.add(Leaves.of(read));
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
      assertThat(after.keySet()).anyMatch(Planted::isIn);
      assertOnlyOwnedDiffer(before.get(i), after, preimage);
      preimage
          .owned()
          .forEach(owned -> count(results, Back.of(owned, Leaves.below(Leaves.way(owned), after))));
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
    Map<String, Object> shown = Leaves.of(JsonPatch.applied(read, patch));
    Map<String, Object> before = Leaves.of(read);
    assertThat(differing(before, shown, preimage)).isEmpty();
    for (Owned owned : preimage.owned()) {
      assertThat(Leaves.below(Leaves.way(owned), shown))
          .isEqualTo(owned.written() == null ? Map.of() : wanted(owned, owned.written()));
    }
  }

  private static Map<String, Object> wanted(Owned owned, Object value) {
    return Leaves.of(Leaves.way(owned), value);
  }

  private static void assertOnlyOwnedDiffer(
      Map<String, Object> before, Map<String, Object> after, Preimage preimage) {
    assertThat(differing(before, after, preimage)).isEmpty();
  }

  /** Leaves that are not alike, and that the write does not own. */
  private static Set<String> differing(
      Map<String, Object> before, Map<String, Object> after, Preimage preimage) {
    Set<String> differ = Leaves.differing(before, after);
    differ.removeIf(
        leaf ->
            AKS_WRITES.contains(leaf)
                || (preimage.isNew() && ENVELOPE.contains(leaf))
                || preimage.owned().stream()
                    .anyMatch(owned -> Leaves.isOf(Leaves.way(owned), leaf)));
    return differ;
  }

  private static Map<String, Object> leaves(Azure azure, Preimage preimage) {
    return azure.get(preimage.resource()).map(Leaves::of).orElse(Map.of());
  }

  private static void count(Map<String, Integer> results, String result) {
    results.merge(result, 1, Integer::sum);
  }
}
