package io.aksguard.control;

import io.aksguard.evidence.Evidence;
import io.aksguard.yaml.YamlNode;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What makes a control a good one, beyond its being readable; part of every load. */
final class Lint {
  /** Slow over long lists and wrong over views: src/docs/performance.md. */
  private static final Pattern MAP_MACRO = Pattern.compile("\\.map\\s*\\(");

  private static final Pattern TYPE_OF = Pattern.compile("\\btype\\s*\\(");

  private final Set<String> tables;
  private final Set<String> parameters;
  private final Set<String> frameworks;
  private final Set<String> practices;

  Lint(Set<String> tables, Set<String> parameters, Set<String> frameworks, Set<String> practices) {
    this.practices = practices;
    this.tables = tables;
    this.parameters = parameters;
    this.frameworks = frameworks;
  }

  void check(Collection<ControlFile> files) {
    files.forEach(this::check);
  }

  private void check(ControlFile file) {
    Definition d = file.definition();
    if (d.practice().isEmpty() || d.sources().isEmpty() || d.sections().isEmpty()) {
      file.at("id")
          .report("a control has a practice, at least one source and at least one section");
    }
    if (!practices.isEmpty() && !practices.contains(d.practice())) {
      file.at("practice").report("there is no practice " + d.practice());
    }
    for (String section : d.sections()) {
      if (!Evidence.SECTIONS.contains(section)) {
        file.at("sections").report("unknown section '" + section + "'");
      }
    }
    for (String framework : d.frameworks().keySet()) {
      if (!frameworks.contains(framework)) {
        file.at("frameworks").report("unknown framework '" + framework + "'");
      }
    }
    if (!d.message().contains("{")) {
      file.at("message").report("a message shows what was seen: use {seen}");
    }
    String remedy = withoutTexts(String.join("\n", Digest.steps(d.remedy())));
    for (String reference : Digest.references(remedy)) {
      if (isUnknown(reference)) {
        file.at("remedy").report("there is no " + reference);
      }
    }
    if (MAP_MACRO.matcher(remedy).find() || TYPE_OF.matcher(remedy).find()) {
      file.at("remedy").report("map() and type() do not know evidence: use filter or has()");
    }
    for (String member : List.of("applies", "forEach", "where", "expect")) {
      YamlNode node = file.members().get(member);
      if (node != null) {
        checkLogic(d, node);
      }
    }
  }

  private void checkLogic(Definition d, YamlNode node) {
    String text = withoutTexts(node.text());
    if (MAP_MACRO.matcher(text).find()) {
      node.report("map() is slow over long lists: use all, exists or filter");
    }
    if (TYPE_OF.matcher(text).find()) {
      node.report("type() does not know evidence: use has() or .? instead");
    }
    for (String reference : Digest.references(text)) {
      if (isUnknown(reference)) {
        node.report("there is no " + reference);
      }
    }
    for (String section : Evidence.SECTIONS) {
      boolean used =
          Pattern.compile("(?<![.A-Za-z0-9_?'\"])" + section + "\\b(?!['\"(:])")
              .matcher(text)
              .find();
      if (used && !d.sections().contains(section) && !section.equals(d.as())) {
        node.report("uses section '" + section + "', which 'sections' does not name");
      }
    }
  }

  private boolean isUnknown(String reference) {
    String name = reference.substring(reference.indexOf('.') + 1);
    return !(reference.startsWith("tables.") ? tables : parameters).contains(name);
  }

  /** The expression with its quoted texts emptied: what stands in them is no use of anything. */
  private static String withoutTexts(String expression) {
    StringBuilder rest = new StringBuilder();
    char quote = 0;
    for (int i = 0; i < expression.length(); i++) {
      char c = expression.charAt(i);
      if (quote == 0) {
        quote = c == '\'' || c == '"' ? c : 0;
        rest.append(c);
      } else if (c == '\\') {
        i++;
      } else if (c == quote) {
        quote = 0;
        rest.append(c);
      }
    }
    return rest.toString();
  }
}
