package io.aksguard.evidence.template;

import io.aksguard.evidence.Gap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The table of built-in functions; names are found without regard to case. */
final class Functions {
  private static final Map<String, Function> TABLE =
      merged(
          List.of(
              StringFunctions.table(),
              EncodingFunctions.table(),
              ConversionFunctions.table(),
              NumberFunctions.table(),
              LogicFunctions.table(),
              CollectionFunctions.table(),
              ObjectFunctions.table(),
              MergeFunctions.table(),
              LambdaFunctions.table(),
              ResourceFunctions.table(),
              ScopeFunctions.table(),
              TemplateFunctions.table(),
              HashFunctions.table()));

  private Functions() {}

  static Object apply(Arguments arguments) {
    String name = arguments.name().toLowerCase(Locale.ROOT);
    Function function = TABLE.get(name);
    if (function != null) {
      return function.apply(arguments);
    }
    // listKeys, listClusterAdminCredential, ...: one for each action of a resource type.
    return name.startsWith("list")
        ? arguments.onlyInDeployment()
        : new Gap("function '" + arguments.name() + "' is not supported");
  }

  private static Map<String, Function> merged(List<Map<String, Function>> groups) {
    Map<String, Function> all = new HashMap<>();
    for (Map<String, Function> group : groups) {
      group.forEach((name, function) -> all.put(name.toLowerCase(Locale.ROOT), function));
    }
    return Map.copyOf(all);
  }
}
