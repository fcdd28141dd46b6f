package io.aksguard.evidence.template;

import io.aksguard.evidence.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The template's own names, and what only a running deployment can answer. */
final class TemplateFunctions {
  private static final List<String> ONLY_IN_DEPLOYMENT =
      List.of(
          "reference",
          "references",
          "getSecret",
          "pickZones",
          "newGuid",
          "utcNow",
          "providers",
          "deployer",
          "externalInput");

  private TemplateFunctions() {}

  static Map<String, Function> table() {
    Map<String, Function> table = new HashMap<>();
    ONLY_IN_DEPLOYMENT.forEach(name -> table.put(name, Arguments::onlyInDeployment));
    table.put("parameters", args -> args.frame().names().parameter(args.text(0)));
    table.put("variables", args -> args.frame().names().variable(args.text(0)));
    table.put("copyIndex", TemplateFunctions::copyIndex);
    table.put("resourceInfo", TemplateFunctions::resourceInfo);
    return table;
  }

  /** {@code copyIndex()}, {@code (offset)}, {@code ('loop')}, {@code ('loop', offset)}. */
  private static Object copyIndex(Arguments args) {
    Loops loops = args.frame().loops();
    boolean named = args.size() > 0 && args.known(0) instanceof String;
    int offsetAt = named ? 1 : 0;
    long offset = args.size() > offsetAt ? args.number(offsetAt) : 0;
    return (named ? loops.index(args.text(0)) : loops.resource())
        .map(index -> index + offset)
        .orElseThrow(() -> args.fault("it does not stand in that copy loop"));
  }

  /** Bicep's way to name a resource of the same template by its symbolic name. */
  private static Object resourceInfo(Arguments args) {
    return args.frame()
        .names()
        .symbol(args.text(0))
        .<Object>map(
            identity ->
                new JsonObject.Builder(0)
                    .put("id", identity.id())
                    .put("name", identity.parent().name())
                    .put("type", identity.type())
                    .build())
        .orElseGet(args::onlyInDeployment);
  }
}
