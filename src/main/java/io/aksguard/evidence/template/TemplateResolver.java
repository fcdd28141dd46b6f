package io.aksguard.evidence.template;

import io.aksguard.evidence.JsonObject;
import java.util.Map;
import java.util.Optional;

/**
 * Resolves an ARM deployment template as far as that can be done without Azure. Whatever a template
 * says, the answer is resources and notes: nothing is left out without a note that names it.
 */
public final class TemplateResolver {
  private TemplateResolver() {}

  /**
   * The resources that a template would deploy.
   *
   * @param template the template, a document of its own with its origin
   * @param parameters the {@code parameters} object of a parameter file, {@code {"name": {"value":
   *     ...}}}; may be empty
   */
  public static Resolved resolve(JsonObject template, JsonObject parameters) {
    Notes notes = new Notes();
    Evaluator evaluator = new Evaluator(new Budget());
    Tree quiet = new Tree(evaluator, (place, reason) -> {});
    DeploymentScope target = DeploymentScope.of(template);
    Map<String, Object> given = Parameters.fromFile(parameters, template, notes);
    TemplateScope names = new TemplateScope(template, given, target, quiet);
    Expansion expansion = new Expansion(evaluator, quiet, notes, template.origin().file());
    return new Resolved(
        expansion.run(template, new Context(names, target, Loops.NONE, Optional.empty())),
        notes.all());
  }
}
