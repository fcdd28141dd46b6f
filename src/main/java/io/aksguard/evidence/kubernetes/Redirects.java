package io.aksguard.evidence.kubernetes;

import io.aksguard.evidence.Gap;
import io.aksguard.evidence.GapException;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which listeners for plain HTTP do nothing but send requests on to HTTPS. */
final class Redirects {
  private final Map<String, List<JsonObject>> routes = new HashMap<>();
  private final Optional<Gap> hidden;

  /**
   * @param routes of the Gateway API
   */
  Redirects(JsonArray routes) {
    this.hidden = routes.rest();
    for (JsonObject route : routes.objects()) {
      for (JsonObject parent : parents(route)) {
        String namespace =
            parent.string("namespace").or(() -> route.string("namespace")).orElse("");
        String section = parent.string("sectionName").orElse("");
        String key = key(namespace, parent.string("name").orElse(""), section);
        this.routes.computeIfAbsent(key, same -> new ArrayList<>()).add(route);
      }
    }
  }

  private static List<JsonObject> parents(JsonObject route) {
    return route
        .object("spec")
        .flatMap(spec -> spec.array("parentRefs"))
        .map(JsonArray::objects)
        .orElse(List.of());
  }

  /** The host, unless each route of the listener redirects; without routes it is served, too. */
  Object plain(JsonObject gateway, String listener, String host) {
    String namespace = gateway.string("namespace").orElse("");
    String name = gateway.string("name").orElse("");
    List<JsonObject> attached = new ArrayList<>(of(key(namespace, name, "")));
    attached.addAll(of(key(namespace, name, listener)));
    JsonArray plain = JsonArray.of(List.of(host));
    try {
      if (attached.isEmpty() || !attached.stream().allMatch(Redirects::redirects)) {
        return attached.isEmpty() && hidden.isPresent() ? hidden.get() : plain;
      }
    } catch (GapException e) {
      return e.gap();
    }
    return hidden.<Object>map(gap -> gap).orElse(JsonArray.empty());
  }

  private List<JsonObject> of(String key) {
    return routes.getOrDefault(key, List.of());
  }

  private static boolean redirects(JsonObject route) {
    List<JsonObject> rules = Field.objects(Field.object(route.raw("spec"), "spec"), "rules");
    return !rules.isEmpty()
        && rules.stream()
            .allMatch(
                rule ->
                    Field.objects(rule, "filters").stream()
                        .flatMap(filter -> Field.object(filter, "requestRedirect").stream())
                        .anyMatch(to -> to.string("scheme").orElse("").equals("https")));
  }

  private static String key(String namespace, String gateway, String listener) {
    return namespace + '/' + gateway + '/' + listener;
  }
}
