package io.aksguard.report.catalogue;

import static io.aksguard.report.catalogue.Markdown.code;
import static io.aksguard.report.catalogue.Markdown.head;
import static io.aksguard.report.catalogue.Markdown.link;
import static io.aksguard.report.catalogue.Markdown.row;
import static io.aksguard.report.catalogue.Markdown.text;

import io.aksguard.control.Control;
import io.aksguard.control.Remedy;
import io.aksguard.remediation.permission.Needed;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * All remedies: what Azure calls mend, with the permissions of those calls, and what people mend.
 */
final class RemediesPage {
  private RemediesPage() {}

  static String markdown(List<Control> controls) {
    List<Control> calls = controls.stream().filter(RemediesPage::hasSteps).toList();
    List<Control> people = controls.stream().filter(c -> !hasSteps(c)).toList();
    StringBuilder page = new StringBuilder(Markdown.GENERATED).append("# Remedies\n\n");
    page.append(calls.size())
        .append(" controls are mended by calls of Azure's API, ")
        .append(people.size())
        .append(" by people. `aks-guard plan` shows what that comes to in a cluster.\n\n");
    page.append("## By calls\n\n");
    page.append("Nothing that cannot be taken back or costs money is ever automatic.\n\n");
    page.append(head("control", "who decides", "impact", "taken back", "permissions"));
    calls.forEach(
        control -> {
          Remedy remedy = control.definition().remedy();
          page.append(
              row(
                  named(control),
                  remedy.mode(),
                  remedy.impact(),
                  remedy.isReversible() ? "yes" : "no",
                  String.join(", ", remedy.permissions().stream().map(Markdown::code).toList())));
        });
    page.append("\nAll permissions together:\n\n");
    TreeSet<String> all = new TreeSet<>();
    calls.forEach(control -> all.addAll(control.definition().remedy().permissions()));
    all.forEach(action -> page.append("- ").append(code(action)).append('\n'));
    page.append(
        """

        AKS Guard also reads what it writes, polls operations and looks for lost answers in the
        activity log, and Azure checks more where what is written names something else: subnets,
        identities, addresses, workspaces. All of that before anything is planned or written:

        """);
    SortedSet<String> beside = Needed.together(all);
    beside.removeAll(all);
    beside.forEach(action -> page.append("- ").append(code(action)).append('\n'));
    page.append("\n## By people\n\n");
    page.append(head("control", "impact", "how"));
    people.forEach(
        control ->
            page.append(
                row(
                    named(control),
                    control.definition().remedy().impact(),
                    text(control.definition().remedy().how()))));
    return page.toString().stripTrailing() + "\n";
  }

  private static boolean hasSteps(Control control) {
    return !control.definition().remedy().steps().isEmpty();
  }

  private static String named(Control control) {
    return link(code(control.id()), "controls/" + control.id() + ".md");
  }
}
