package io.aksguard.scene;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.lab.Fault.Moment;
import io.aksguard.property.Campaign;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The host's process ends at the n-th call of its ports, before the call or after it took effect,
 * and is started again: history and notices are those of a story without an end.
 */
class CrashIT {
  private static final String SAME = "same";

  @TempDir private static Path work;
  private static Lane first;
  private static CrashStory.Outcome undisturbed;
  private final Map<String, Integer> outcomes = new ConcurrentSkipListMap<>();
  private final List<String> failures = new CopyOnWriteArrayList<>();

  /** A tenant and hosts of its own: several tell the story beside each other. */
  private record Lane(CrashStory story, CrashStory.Outcome undisturbed) implements AutoCloseable {
    static Lane in(Path folder) throws Exception {
      CrashStory story = new CrashStory(Scene.APP, folder);
      return new Lane(story, story.tell(0, Moment.BEFORE));
    }

    @Override
    public void close() {
      story.close();
    }
  }

  @BeforeAll
  static void tellUndisturbed() throws Exception {
    first = Lane.in(work.resolve("first"));
    undisturbed = first.undisturbed();
    System.out.printf(
        "crash: %d calls of ports, %d transitions, %d notices%n",
        undisturbed.calls().size(), undisturbed.transitions().size(), undisturbed.notices().size());
  }

  @AfterAll
  static void end() {
    first.close();
  }

  @Test
  void storyWithoutAnEnd_isToldWhole() {
    assertThat(undisturbed.ends()).isZero();
    assertThat(undisturbed.left()).isEmpty();
    assertThat(undisturbed.problems()).isEmpty();
    assertThat(undisturbed.plans()).isNotEmpty().noneMatch(each -> each.contains("has no plan"));
    assertThat(undisturbed.notices()).hasSizeGreaterThanOrEqualTo(4).doesNotHaveDuplicates();
    assertThat(undisturbed.calls())
        .contains("inbox.commit", "ledger.commit", "notices.publish", "fleet.sweep");
  }

  @Test
  void processThatEndsSomewhere_changesNothing() throws Exception {
    new Campaign("crash", 6)
        .run(
            (random, seed) -> {
              List<Integer> turns = turns();
              end(
                  first,
                  turns.get(random.nextInt(turns.size())),
                  random.nextBoolean() ? Moment.BEFORE : Moment.AFTER);
              assertThat(failures).isEmpty();
            });
    assertThat(outcomes).containsKey(SAME);
  }

  /** Calls that are not the one before once more, as a sweep of all partitions is. */
  private static List<Integer> turns() {
    List<String> calls = undisturbed.calls();
    return IntStream.rangeClosed(1, calls.size())
        .filter(n -> n == 1 || !calls.get(n - 1).equals(calls.get(n - 2)))
        .boxed()
        .toList();
  }

  /** Case 2n - 1 ends before call n, case 2n after it. */
  @Test
  @Tag("campaign")
  void processThatEndsAtAnyCall_changesNothing() throws Exception {
    try (Lane second = Lane.in(work.resolve("second"))) {
      // Where two clusters are worked on at once, whose call comes first is the machine's business.
      assertThat(second.undisturbed().calls())
          .containsExactlyInAnyOrderElementsOf(undisturbed.calls());
      new Campaign("crash matrix", 2 * undisturbed.calls().size())
          .runBeside(List.of(endsIn(first), endsIn(second)));
    }
    System.out.println("crash matrix: " + outcomes);
    assertThat(failures).isEmpty();
  }

  private Campaign.Case endsIn(Lane lane) {
    return (random, seed) ->
        end(lane, Math.toIntExact((seed + 1) / 2), seed % 2 == 1 ? Moment.BEFORE : Moment.AFTER);
  }

  private void end(Lane lane, int at, Moment moment) throws Exception {
    CrashStory.Outcome outcome = lane.story().tell(at, moment);
    String verdict = verdict(lane.undisturbed(), outcome);
    String call = undisturbed.calls().get(at - 1);
    System.out.printf("%4d %-6s %-18s %s%n", at, moment, call, verdict);
    outcomes.merge(verdict, 1, Integer::sum);
    if (!verdict.startsWith(SAME) && !verdict.equals("not reached")) {
      failures.add(at + " " + moment + " " + call + ": " + verdict + "\n" + lane.story().log());
    }
  }

  /** A notice that was published again has the id it had; one that is new is an error. */
  private static String verdict(CrashStory.Outcome undisturbed, CrashStory.Outcome outcome) {
    List<String> wrong = new ArrayList<>();
    wrong.addAll(outcome.problems());
    wrong.addAll(outcome.left());
    differ("transition", undisturbed.transitions(), outcome.transitions(), wrong);
    differ("fix", undisturbed.plans(), outcome.plans(), wrong);
    differ("completed run", undisturbed.runs(), outcome.runs(), wrong);
    differ(
        "notice",
        List.copyOf(new TreeSet<>(undisturbed.notices())),
        List.copyOf(new TreeSet<>(outcome.notices())),
        wrong);
    if (!wrong.isEmpty()) {
      return String.join("; ", wrong);
    }
    int again = outcome.notices().size() - new HashSet<>(outcome.notices()).size();
    String told = again == 0 ? SAME : SAME + ", some notices published again";
    return outcome.ends() == 0 ? "not reached" : told;
  }

  private static void differ(
      String what, List<String> expected, List<String> found, List<String> wrong) {
    List<String> lacking = new ArrayList<>(expected);
    found.forEach(lacking::remove);
    List<String> extra = new ArrayList<>(found);
    expected.forEach(extra::remove);
    lacking.forEach(each -> wrong.add("no " + what + " " + each));
    extra.forEach(each -> wrong.add("extra " + what + " " + each));
    if (lacking.isEmpty() && extra.isEmpty() && !expected.equals(found)) {
      wrong.add("another order of " + what + "s");
    }
  }
}
