package io.aksguard.control;

import io.aksguard.yaml.Problem;
import io.aksguard.yaml.YamlFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The cases of a folder of controls: {@code **}{@code /<id>/cases/*.yaml}. */
public final class Cases {
  private final Map<String, List<CaseFile>> byControl = new TreeMap<>();
  private final List<Problem> problems;

  private Cases(List<Problem> problems) {
    this.problems = problems;
  }

  /**
   * Reads all cases.
   *
   * @param problems receives the mistakes in case files, and later the differences
   */
  public static Cases read(Path folder, List<Problem> problems) throws IOException {
    Cases cases = new Cases(problems);
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.filter(p -> isCase(folder, p)).sorted().toList()) {
        String id =
            String.valueOf(
                folder.relativize(path).getName(folder.relativize(path).getNameCount() - 3));
        String label = folder.relativize(path).toString().replace('\\', '/');
        List<CaseFile> all = cases.byControl.computeIfAbsent(id, key -> new ArrayList<>());
        YamlFile.text(label, path, problems)
            .flatMap(text -> CaseFile.read(label, text, problems))
            .ifPresent(all::add);
      }
    }
    return cases;
  }

  private static boolean isCase(Path folder, Path path) {
    Path relative = folder.relativize(path);
    int names = relative.getNameCount();
    return names >= 3
        && relative.getName(names - 2).toString().equals("cases")
        && relative.toString().endsWith(".yaml");
  }

  /** The cases of one control. */
  public List<CaseFile> of(String control) {
    return byControl.getOrDefault(control, List.of());
  }

  /** Runs a control's cases, reports differences as problems, and returns how many agreed. */
  public int run(Control control, Catalogue catalogue) {
    int agreed = 0;
    for (CaseFile each : of(control.id())) {
      List<String> actual = each.actual(control, catalogue);
      if (actual.equals(each.expected())) {
        agreed++;
      } else {
        each.report(
            "expected "
                + CaseFile.shown(each.expected())
                + "\n  but was "
                + CaseFile.shown(actual));
      }
    }
    return agreed;
  }

  /** Reports the kinds of case that a control lacks. */
  public void lint(Control control) {
    List<String> kinds =
        new ArrayList<>(List.of("pass", "fail", "missing-property", "missing-evidence"));
    Definition d = control.definition();
    if (!d.applies().isEmpty() || !d.forEach().isEmpty()) {
      kinds.add("not-applicable");
    }
    for (String kind : kinds) {
      if (of(control.id()).stream().noneMatch(each -> each.kind().startsWith(kind))) {
        problems.add(
            new Problem(
                control.id() + "/cases", 1, 1, "there is no case named " + kind + "*.yaml"));
      }
    }
  }
}
