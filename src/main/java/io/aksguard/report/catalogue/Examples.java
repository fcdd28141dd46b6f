package io.aksguard.report.catalogue;

import io.aksguard.control.CaseFile;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a control's cases show of it: they are tested, so a page cannot promise what is not so. */
final class Examples {
  private static final Map<String, String> MISSING =
      Map.of("missing-property", "the property", "missing-evidence", "the evidence");

  private final List<CaseFile> cases;

  Examples(List<CaseFile> cases) {
    this.cases = List.copyOf(cases);
  }

  /** What the simplest cases without property, and without evidence, give. */
  Map<String, String> missing() {
    Map<String, String> missing = new LinkedHashMap<>();
    for (String kind : List.of("missing-property", "missing-evidence")) {
      simplest(kind)
          .ifPresent(
              each ->
                  missing.put("Without " + MISSING.get(kind), String.join("; ", each.expected())));
    }
    return missing;
  }

  /** The simplest case that passes and the simplest that fails, as they are tested. */
  void write(StringBuilder page) {
    for (String kind : List.of("pass", "fail")) {
      simplest(kind)
          .ifPresent(
              each ->
                  page.append(kind.equals("pass") ? "## Passes\n\n" : "## Fails\n\n")
                      .append(Markdown.block("yaml", each.source()))
                      .append('\n'));
    }
  }

  /** The case with just that name, else the shortest. */
  private Optional<CaseFile> simplest(String kind) {
    return cases.stream()
        .filter(each -> each.kind().equals(kind) || each.kind().startsWith(kind + "-"))
        .min(
            Comparator.comparing((CaseFile each) -> !each.kind().equals(kind))
                .thenComparing(each -> each.source().length())
                .thenComparing(CaseFile::kind));
  }
}
