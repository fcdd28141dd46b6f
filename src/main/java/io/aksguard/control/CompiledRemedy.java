package io.aksguard.control;

import dev.cel.common.types.CelKind;
import io.aksguard.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A remedy's needs and steps, and those for people, ready to be evaluated for what fails. */
record CompiledRemedy(List<CompiledNeed> needs, List<CompiledStep> steps, List<CompiledHow> how) {

  /** As {@link HowText.Part}; no expression where the text stands as it is. */
  record CompiledHow(String text, @Nullable Expression expression) {}

  record CompiledNeed(Expression that, String or) {}

  /** As {@link Step}. */
  record CompiledStep(
      @Nullable Expression when,
      Expression resource,
      List<CompiledSetting> set,
      List<CompiledPath> remove,
      String call) {}

  record CompiledSetting(CompiledPath path, Expression value, @Nullable Expression absent) {}

  record CompiledPath(List<CompiledPart> parts) {}

  /** As {@link PathText.Part}; no value where the name alone says which member is meant. */
  record CompiledPart(String name, String key, @Nullable Expression value) {}

  /** Compiles one text; a null node where the text is known to be right. */
  interface Compiling {
    Expression compile(String text, @Nullable CelKind kind, @Nullable YamlNode node);
  }

  /**
   * @param element the name in the control's {@code as}
   * @param node the member {@code remedy}; null where the definition is from the built catalogue
   */
  static CompiledRemedy of(
      Remedy remedy, String element, @Nullable YamlNode node, Compiling compiling) {
    List<CompiledNeed> needs = new ArrayList<>();
    for (int i = 0; i < remedy.needs().size(); i++) {
      Need need = remedy.needs().get(i);
      YamlNode at = member(item(node, "needs", i), "that");
      needs.add(new CompiledNeed(compiling.compile(need.that(), CelKind.BOOL, at), need.or()));
    }
    List<CompiledStep> steps = new ArrayList<>();
    for (int i = 0; i < remedy.steps().size(); i++) {
      steps.add(step(remedy.steps().get(i), item(node, "steps", i), compiling));
    }
    List<CompiledHow> how =
        HowText.parse(remedy.how(), element).parts().stream()
            .map(part -> how(part, member(node, "how"), compiling))
            .toList();
    return new CompiledRemedy(List.copyOf(needs), List.copyOf(steps), how);
  }

  private static CompiledHow how(HowText.Part part, @Nullable YamlNode node, Compiling compiling) {
    return new CompiledHow(
        part.text(),
        part.expression().isEmpty() ? null : compiling.compile(part.expression(), null, node));
  }

  private static CompiledStep step(Step step, @Nullable YamlNode node, Compiling compiling) {
    YamlNode members = member(node, "set");
    YamlNode absences = member(node, "absent");
    List<CompiledSetting> set = new ArrayList<>();
    for (Map.Entry<String, String> each : step.set().entrySet()) {
      YamlNode at = member(members, each.getKey());
      String absent = step.absent().get(each.getKey());
      set.add(
          new CompiledSetting(
              path(each.getKey(), at, compiling),
              compiling.compile(each.getValue(), null, at),
              absent == null
                  ? null
                  : compiling.compile(absent, null, member(absences, each.getKey()))));
    }
    List<CompiledPath> remove = new ArrayList<>();
    for (int i = 0; i < step.remove().size(); i++) {
      remove.add(path(step.remove().get(i), item(node, "remove", i), compiling));
    }
    return new CompiledStep(
        step.when().isEmpty()
            ? null
            : compiling.compile(step.when(), CelKind.BOOL, member(node, "when")),
        compiling.compile(step.resource(), CelKind.STRING, member(node, "resource")),
        set,
        remove,
        step.call());
  }

  private static CompiledPath path(String text, @Nullable YamlNode node, Compiling compiling) {
    List<CompiledPart> parts = new ArrayList<>();
    for (PathText.Part part : PathText.parse(text).parts()) {
      parts.add(
          new CompiledPart(
              part.name(),
              part.key(),
              part.value().isEmpty()
                  ? null
                  : compiling.compile(part.value(), CelKind.STRING, node)));
    }
    return new CompiledPath(List.copyOf(parts));
  }

  private static @Nullable YamlNode item(@Nullable YamlNode node, String list, int index) {
    YamlNode items = member(node, list);
    return items == null ? null : items.items().get(index);
  }

  private static @Nullable YamlNode member(@Nullable YamlNode node, String key) {
    return node == null ? null : node.members().get(key);
  }
}
