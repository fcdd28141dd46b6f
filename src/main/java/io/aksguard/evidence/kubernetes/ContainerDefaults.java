package io.aksguard.evidence.kubernetes;

import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the LimitRanges of a namespace give to a container that says nothing itself, with the
 * defaults that the API server fills into a LimitRange (SetDefaults_LimitRangeItem): the maximum is
 * the default limit, that is the default request, and the minimum is where there is none.
 */
final class ContainerDefaults {
  private static final String[] RESOURCES = {"cpu", "memory"};

  private ContainerDefaults() {}

  /** {@code {limits: {cpu, memory}, requests: {...}}}; what no known LimitRange gives is a gap. */
  static JsonObject of(JsonArray limitRanges) {
    Map<String, Object> limits = new LinkedHashMap<>();
    Map<String, Object> requests = new LinkedHashMap<>();
    for (JsonObject range : limitRanges.objects()) {
      range
          .object("spec")
          .flatMap(spec -> spec.array("limits"))
          .map(JsonArray::objects)
          .ifPresent(items -> items.forEach(item -> add(item, limits, requests)));
    }
    Optional<Gap> rest = limitRanges.rest();
    for (String resource : RESOURCES) {
      rest.ifPresent(gap -> limits.putIfAbsent(resource, gap));
      rest.ifPresent(gap -> requests.putIfAbsent(resource, gap));
    }
    return JsonObject.of(
        Map.of("limits", JsonObject.of(limits), "requests", JsonObject.of(requests)));
  }

  private static void add(
      JsonObject item, Map<String, Object> limits, Map<String, Object> requests) {
    if (!"Container".equals(item.raw("type"))) {
      return;
    }
    for (String resource : RESOURCES) {
      Optional<Object> limit = of(item, "default", resource).or(() -> of(item, "max", resource));
      Optional<Object> request =
          of(item, "defaultRequest", resource).or(() -> limit).or(() -> of(item, "min", resource));
      limit.ifPresent(value -> limits.putIfAbsent(resource, value));
      request.ifPresent(value -> requests.putIfAbsent(resource, value));
    }
  }

  private static Optional<Object> of(JsonObject item, String member, String resource) {
    return item.object(member).map(amounts -> amounts.raw(resource));
  }
}
