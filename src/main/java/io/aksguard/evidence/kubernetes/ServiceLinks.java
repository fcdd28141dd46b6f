package io.aksguard.evidence.kubernetes;

import io.aksguard.evidence.Gap;
import io.aksguard.evidence.GapException;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which workloads Services and PodDisruptionBudgets select. */
final class ServiceLinks {
  private final Population population;
  private final Optional<Gap> hidden;
  private final Names<Integer> services;
  private final Names<Integer> budgets;
  private final List<Object> linked = new ArrayList<>();

  /**
   * @param hidden why there may be workloads that are not known, where there may
   */
  ServiceLinks(Population population, JsonArray services, JsonArray budgets, Optional<Gap> hidden) {
    this.population = population;
    this.hidden = hidden;
    this.services = new Names<>(services.rest());
    this.budgets = new Names<>(budgets.rest());
    for (JsonObject service : services.objects()) {
      linked.add(linked(service));
    }
    services.rest().ifPresent(linked::add);
    budgets.objects().forEach(this::link);
  }

  /** The Services; those with a selector have the number of workloads that it selects. */
  JsonArray services() {
    return JsonArray.of(linked);
  }

  /** What selects a workload. */
  Map<String, Object> ofWorkload(int index) {
    return Map.of("services", services.of(index), "budgets", budgets.of(index));
  }

  private JsonObject linked(JsonObject service) {
    try {
      Selector selector = selector(service);
      return selector.selectsNone()
          ? service
          : service.with(
              "selects", select(service, selector, services, service.string("name").orElse("")));
    } catch (GapException e) {
      unclear(service, services, e.gap());
      return service.with("selects", e.gap());
    }
  }

  /** The Service's selector; one of type ExternalName has none that counts. */
  static Selector selector(JsonObject service) {
    JsonObject spec = Field.object(service, "spec").orElse(JsonObject.of(Map.of()));
    return "ExternalName".equals(spec.raw("type"))
        ? Selector.nothing()
        : Selector.ofLabels(Field.texts(spec, "selector"));
  }

  /** In policy/v1beta1 an empty selector selects nothing, in policy/v1 everything. */
  private void link(JsonObject budget) {
    try {
      Selector selector =
          Field.object(budget, "spec")
              .flatMap(spec -> Field.object(spec, "selector"))
              .map(Selector::of)
              .orElse(Selector.nothing());
      boolean old = "policy/v1beta1".equals(budget.raw("apiVersion"));
      if (!(old && selector.selectsAll())) {
        select(budget, selector, budgets, budget);
      }
    } catch (GapException e) {
      unclear(budget, budgets, e.gap());
    }
  }

  private Object select(JsonObject owner, Selector selector, Names<Integer> names, Object name) {
    Population.Found found = population.find(namespace(owner), selector);
    found.certain().forEach(pods -> names.add(pods.index(), name));
    found.possible().forEach(pods -> names.add(pods.index(), pods.gap().orElseThrow()));
    if (found.certain().isEmpty() && hidden.isPresent()) {
      return hidden.get();
    }
    return found.certain().isEmpty() && !found.possible().isEmpty()
        ? found.possible().get(0).gap().orElseThrow()
        : (Object) (long) found.certain().size();
  }

  private void unclear(JsonObject owner, Names<Integer> names, Gap gap) {
    population.in(namespace(owner)).forEach(pods -> names.add(pods.index(), gap));
  }

  private static String namespace(JsonObject object) {
    return object.string("namespace").orElse("");
  }
}
