package io.aksguard.remediation.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.config.Mode;
import io.aksguard.control.Cases;
import io.aksguard.control.Catalogue;
import io.aksguard.control.Control;
import io.aksguard.control.Status;
import io.aksguard.evidence.JsonReader;
import io.aksguard.intent.Phase;
import io.aksguard.lab.tenant.Received;
import io.aksguard.property.Campaign;
import io.aksguard.remediation.Owned;
import io.aksguard.remediation.Preimage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every remedy against a simulated tenant over TLS, from a failure that our readers see to a
 * verdict over a copy of the tenant that nobody of ours has read before, and back again.
 */
class TenantRemediesTest {
  private static final Path FOLDER =
      Path.of(System.getProperty("aksguard.basedir", "."), "src", "controls");

  /** Neighbours in the catalogue are alike: seeds that follow each other play others. */
  private static final int STRIDE = 31;

  @TempDir private Path folder;
  private final Catalogue catalogue = Catalogue.builtIn();
  private final Cases cases = Cases.read(FOLDER, new ArrayList<>());
  private final List<String> wrong = new ArrayList<>();

  TenantRemediesTest() throws IOException {}

  @Test
  void everyRemedy_hasAScene_andRequestsThatWereLookedAt() throws Exception {
    assertThat(remedies()).allSatisfy(each -> assertThat(scenes(each)).as(each.id()).isNotEmpty());
    assertThat(Golden.controls())
        .containsExactlyInAnyOrderElementsOf(remedies().stream().map(Control::id).toList());
  }

  /** Some, or those that {@code -Daksguard.control} names. */
  @Test
  void remedy_mendsAndIsTakenBack_andChangesNothingElse() throws Exception {
    String named = System.getProperty("aksguard.control", "");
    List<Control> some =
        remedies().stream().filter(each -> List.of(named.split(",")).contains(each.id())).toList();
    System.out.println(Row.head());
    if (named.isEmpty()) {
      List<Control> all = remedies();
      new Campaign("remedies in a tenant", 12)
          .run((random, seed) -> playFirst(all.get((int) (seed * STRIDE % all.size()))));
    } else {
      some.forEach(this::playFirst);
    }
    assertThat(wrong).isEmpty();
  }

  /** In each of its scenes. */
  @Test
  @Tag("campaign")
  void everyRemedy_mendsAndIsTakenBack_inEveryScene() throws Exception {
    System.out.println(Row.head());
    for (Control control : remedies()) {
      List<Scene> scenes = scenes(control);
      for (Scene scene : scenes) {
        play(scene, scene.equals(scenes.get(0)));
      }
    }
    assertThat(wrong).isEmpty();
  }

  private List<Control> remedies() {
    return catalogue.controls().stream()
        .filter(control -> !control.definition().remedy().steps().isEmpty())
        .toList();
  }

  private void playFirst(Control control) {
    play(scenes(control).get(0), true);
  }

  private List<Scene> scenes(Control control) {
    return Scene.of(catalogue, control, cases);
  }

  private void play(Scene scene, boolean isGolden) {
    try {
      System.out.println(played(scene, isGolden));
    } catch (AssertionError | IOException | RuntimeException e) {
      String what = "%s, %s: %s".formatted(scene.control().id(), scene.name(), e);
      System.out.println(what);
      wrong.add(what);
    }
  }

  private Row played(Scene scene, boolean isGolden) throws IOException {
    int writes;
    String failed;
    String passed;
    int others;
    List<Received> sent;
    try (TenantTrial trial = new TenantTrial(scene, folder)) {
      trial.assess();
      assertThat(trial.fails()).as("fails before: %s", trial.said()).isTrue();
      List<String> failing = subjects(trial.verdicts(), Status.FAIL);
      failed = failing.size() + " FAIL";
      assertPlanSaysWhatIsLasting(scene, trial);
      assertNothingIsWrittenBeforeApproval(trial);
      List<Map<String, Object>> shown = trial.shown();
      TenantState before = trial.state();

      trial.approve();
      trial.remediate();

      assertThat(trial.phases())
          .as("%s, %s", trial.intent(), trial.said())
          .endsWith(Phase.VERIFIED);
      sent = trial.received();
      assertThat(sent).allMatch(each -> each.status() < 300);
      assertIsWhatThePlanHasShown(sent, shown);
      if (isGolden) {
        Golden.check(scene.control().id(), sent);
      }
      Map<String, Status> after = trial.verdicts();
      failing.forEach(each -> assertThat(after).containsEntry(each, Status.PASS));
      assertThat(subjects(after, Status.FAIL)).isEmpty();
      passed = failing.size() + " PASS";
      List<Preimage> preimages = trial.preimages();
      writes = preimages.size();
      assertThat(sent).hasSize(writes);
      assertThat(trial.othersThatDiffer(before, trial.state(), preimages)).isEmpty();
      others = trial.state().size();
    }
    String end = whereItDoesNotHelp(scene, writes);
    return new Row(scene.control().id(), failed, summary(sent), passed, others, end);
  }

  private static List<String> subjects(Map<String, Status> verdicts, Status status) {
    return verdicts.keySet().stream().filter(each -> verdicts.get(each) == status).toList();
  }

  private static String summary(List<Received> sent) {
    Map<String, Integer> methods = new TreeMap<>();
    sent.forEach(each -> methods.merge(each.method(), 1, Integer::sum));
    long bytes = sent.stream().mapToLong(each -> each.body().length()).sum();
    return "%s, %d bytes".formatted(methods, bytes);
  }

  /** Also where the customer wants all of it automatic. */
  private static void assertNothingIsWrittenBeforeApproval(TenantTrial trial) {
    trial.remediate();
    assertThat(trial.phases()).containsExactly(Phase.AWAITING_APPROVAL);
    assertThat(trial.received()).isEmpty();
  }

  private static void assertPlanSaysWhatIsLasting(Scene scene, TenantTrial trial) {
    if (!scene.remedy().mayBeAutomatic()) {
      assertThat(trial.planned().fixes())
          .filteredOn(fix -> fix.control().equals(scene.control().id()))
          .allSatisfy(
              fix -> {
                assertThat(fix.decision().mode()).isEqualTo(Mode.APPROVE.word());
                assertThat(fix.decision().because()).contains("says auto", "never automatic");
              });
    }
    if (!scene.remedy().isReversible()) {
      assertThat(trial.planned().writes()).isNotEmpty();
      assertThat(trial.planned().writes())
          .anySatisfy(write -> assertThat(write.forecast()).contains("cannot be taken back"));
    }
  }

  /** What there was, what people were shown, and nothing that only Azure writes. */
  private static void assertIsWhatThePlanHasShown(
      List<Received> sent, List<Map<String, Object>> shown) {
    assertThat(sent).hasSameSizeAs(shown);
    for (int i = 0; i < sent.size(); i++) {
      Received each = sent.get(i);
      Map<String, Object> is =
          each.body().isEmpty() ? Map.of() : Leaves.of(JsonReader.object(each.body()));
      assertThat(Leaves.differing(is, shown.get(i)))
          .as("%s", each)
          .allMatch(leaf -> ReadOnly.is(each.path(), leaf));
      assertThat(is.keySet()).as("%s", each).noneMatch(leaf -> ReadOnly.is(each.path(), leaf));
    }
  }

  /** The same again in a tenant that is as the first one was, where the cluster falls ill. */
  private String whereItDoesNotHelp(Scene scene, int writes) throws IOException {
    try (TenantTrial trial = new TenantTrial(scene, folder)) {
      trial.assess();
      TenantState before = trial.state();
      trial.approve();
      trial.remediateAndFallIll(writes);
      List<Preimage> preimages = trial.preimages();
      if (!scene.remedy().isReversible()) {
        assertThat(trial.phases()).endsWith(Phase.UNDOING, Phase.NEEDS_PERSON);
        assertThat(trial.intent().reason()).contains("no undo");
        assertThat(trial.received()).hasSize(writes);
        return "needsPerson";
      }
      assertThat(trial.phases()).as("%s", trial.intent()).endsWith(Phase.UNDOING, Phase.UNDONE);
      TenantState after = trial.state();
      assertThat(trial.othersThatDiffer(before, after, preimages)).isEmpty();
      Map<String, Integer> back = new TreeMap<>();
      for (Preimage preimage : preimages) {
        if (preimage.isNew()) {
          assertThat(after.has(preimage.resource())).isFalse();
          back.merge("resource deleted", 1, Integer::sum);
        } else {
          for (Owned owned : preimage.owned()) {
            back.merge(Back.of(owned, after.below(preimage, owned)), 1, Integer::sum);
          }
        }
      }
      assertThat(subjects(trial.verdicts(), Status.FAIL)).isNotEmpty();
      return "undone: " + back;
    }
  }
}
