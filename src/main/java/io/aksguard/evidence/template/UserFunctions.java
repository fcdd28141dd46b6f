package io.aksguard.evidence.template;

import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Functions that a template declares, {@code namespace.name(...)}. */
final class UserFunctions {
  private UserFunctions() {}

  static Object apply(Arguments arguments) {
    TemplateScope names = arguments.frame().names();
    int dot = arguments.name().indexOf('.');
    JsonObject declared =
        names
            .userFunction(arguments.name().substring(0, dot), arguments.name().substring(dot + 1))
            .orElse(null);
    if (declared == null) {
      return new Gap("function '" + arguments.name() + "' is not declared");
    }
    Object output = declared.object("output").map(each -> each.raw("value")).orElse(null);
    if (output == null) {
      return new Gap("function '" + arguments.name() + "' has no output");
    }
    return names.inFunction(given(declared, arguments)).resolve(output);
  }

  private static Map<String, Object> given(JsonObject declared, Arguments arguments) {
    List<JsonObject> parameters =
        declared.array("parameters").map(JsonArray::objects).orElse(List.of());
    Map<String, Object> given = new HashMap<>();
    for (int i = 0; i < parameters.size(); i++) {
      String name = parameters.get(i).string("name").orElse("");
      given.put(name.toLowerCase(Locale.ROOT), arguments.value(i));
    }
    return given;
  }
}
