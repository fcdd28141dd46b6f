package io.aksguard.property;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentSkipListMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Silence is never compliance: what is taken out of an export may turn a verdict into UNKNOWN and
 * do nothing else to it. A subject may go with its resource, but then the control says UNKNOWN of
 * what it does not see.
 */
class SilenceTest {
  private static final int TRIALS = 6;

  @TempDir private Path folder;
  private final Library library = Library.read();
  private final Judge judge = new Judge();
  private final Map<String, Integer> counts = new ConcurrentSkipListMap<>();

  @Test
  void removedEvidence_decidesNothing() throws Exception {
    run(new Campaign("silence", 100));
  }

  @Test
  @Tag("campaign")
  void removedEvidence_decidesNothing_inFull() throws Exception {
    run(new Campaign("silence in full", 20_000));
  }

  private void run(Campaign campaign) throws Exception {
    campaign.runOnAllProcessors(
        (random, seed) -> {
          World world = World.random(library, random);
          Path place = Files.createDirectory(folder.resolve(String.valueOf(seed)));
          Map<String, String> before = verdicts(world, place);
          for (int i = 0; i < TRIALS; i++) {
            trial(world, before, place, random);
          }
          Variants.delete(place);
        });
    System.out.println("silence: " + library.size() + " cases as library, " + counts);
  }

  private void trial(World world, Map<String, String> before, Path place, Random random)
      throws Exception {
    World less;
    String taken;
    if (!world.complete().isEmpty()) {
      // Where a section is declared complete, absence from it is a statement and no silence.
      int section = random.nextInt(world.complete().size());
      less = world.incomplete(section);
      taken = "section " + world.complete().get(section) + " declared complete";
    } else if (world.documents().size() == 1) {
      return;
    } else {
      int document = 1 + random.nextInt(world.documents().size() - 1);
      boolean cut = world.isPage(document) && random.nextBoolean();
      less = cut ? world.cut(document, random) : world.without(document);
      taken = (cut ? "the rest of " : "") + world.documents().get(document);
    }
    List<String> wrong = changes(before, verdicts(less, place));
    assertThat(wrong).as("without %s", taken).isEmpty();
  }

  private List<String> changes(Map<String, String> before, Map<String, String> after) {
    List<String> wrong = new ArrayList<>();
    before.forEach(
        (key, was) -> {
          String is = after.get(key);
          String control = key.substring(0, key.indexOf(' '));
          boolean said = String.valueOf(after.get(control + " ")).contains("UNKNOWN");
          if (is == null) {
            counts.merge("gone", 1, Integer::sum);
            if (!said) {
              wrong.add(key + ": " + was + " before, gone without a word");
            }
          } else if (is.equals(was) || is.equals("UNKNOWN")) {
            counts.merge(is.equals(was) ? "same" : was + " to UNKNOWN", 1, Integer::sum);
          } else if (was.contains("+") && said) {
            counts.merge("one of a name gone", 1, Integer::sum);
          } else {
            wrong.add(key + ": " + was + " before, now " + is);
          }
        });
    return wrong;
  }

  private Map<String, String> verdicts(World world, Path place) throws Exception {
    return judge.verdicts(List.of(world.write(place)), false);
  }
}
