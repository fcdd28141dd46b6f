package io.aksguard.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.yaml.Problem;
import io.aksguard.yaml.YamlFile;
import io.aksguard.yaml.YamlNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A control broken in any of the usual ways must disagree with one of its cases. */
class MutationTest {
  private static final Path CONTROLS =
      Path.of(System.getProperty("aksguard.basedir", "."), "src", "controls");

  @Test
  void everyMutant_isKilledByACase() throws Exception {
    Outcome outcome = run(CONTROLS, Set.of());

    System.out.println("mutation of the catalogue: " + outcome);
    assertThat(outcome.survivors).as("mutants that no case notices").isEmpty();
    assertThat(outcome.stale).as("equivalent mutants that are none").isEmpty();
    assertThat(outcome.killed).isPositive();
  }

  /** For authors: {@code MutationTest FOLDER [ID...]} prints the survivors. */
  public static void main(String[] args) throws Exception {
    Outcome outcome = run(Path.of(args[0]), Set.copyOf(List.of(args).subList(1, args.length)));
    outcome.survivors.forEach(System.out::println);
    outcome.stale.forEach(System.out::println);
    System.out.println(outcome);
  }

  private static Outcome run(Path folder, Set<String> only) throws IOException, AuthorException {
    Catalogue catalogue = CatalogueFolder.load(folder);
    List<Problem> problems = new ArrayList<>();
    Cases cases = Cases.read(folder, problems);
    Map<String, Map<String, String>> equivalents = equivalents(folder, problems);
    assertThat(problems).isEmpty();
    ControlCompiler compiler = new ControlCompiler(new Expressions(), Map.of());
    Outcome outcome = new Outcome();
    for (Control control : catalogue.controls()) {
      if (only.isEmpty() || only.contains(control.id())) {
        Map<String, String> listed =
            new HashMap<>(equivalents.getOrDefault(control.id(), Map.of()));
        Mutants.of(control.definition())
            .forEach(
                (what, broken) ->
                    outcome.count(control, what, broken, compiler, cases, catalogue, listed));
        listed.keySet().forEach(what -> outcome.stale.add(control.id() + ": " + what));
      }
    }
    return outcome;
  }

  /** {@code mutants.yaml} beside a control: description to the reason why it is equivalent. */
  private static Map<String, Map<String, String>> equivalents(Path folder, List<Problem> problems)
      throws IOException {
    Map<String, Map<String, String>> all = new HashMap<>();
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.filter(p -> p.endsWith("mutants.yaml")).toList()) {
        Map<String, String> reasons = new HashMap<>();
        YamlFile.parse(path.toString(), Files.readString(path), problems)
            .map(YamlNode::members)
            .orElse(Map.of())
            .forEach((what, reason) -> reasons.put(what, reason.text()));
        all.put(String.valueOf(path.getName(path.getNameCount() - 2)), reasons);
      }
    }
    return all;
  }

  private static final class Outcome {
    private int killed;
    private int equivalent;
    private int invalid;
    private final List<String> survivors = new ArrayList<>();
    private final List<String> stale = new ArrayList<>();

    private void count(
        Control control,
        String what,
        Definition broken,
        ControlCompiler compiler,
        Cases cases,
        Catalogue catalogue,
        Map<String, String> listed) {
      Control mutant;
      try {
        mutant = compiler.control(broken, control.version());
      } catch (IllegalStateException e) {
        invalid++;
        return;
      }
      boolean noticed =
          cases.of(control.id()).stream()
              .anyMatch(each -> !each.actual(mutant, catalogue).equals(each.expected()));
      if (noticed) {
        killed++;
      } else if (listed.remove(what) != null) {
        equivalent++;
      } else {
        survivors.add(control.id() + ": " + what);
      }
    }

    @Override
    public String toString() {
      return killed
          + " killed, "
          + equivalent
          + " equivalent, "
          + invalid
          + " do not compile, "
          + survivors.size()
          + " survive";
    }
  }
}
