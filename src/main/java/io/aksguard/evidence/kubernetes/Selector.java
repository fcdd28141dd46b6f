package io.aksguard.evidence.kubernetes;

import io.aksguard.evidence.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * A label selector, judged as Kubernetes judges it (LabelSelectorAsSelector of
 * k8s.io/apimachinery): all requirements must hold, keys and values are compared with regard to
 * case, and a selector without requirements selects everything. What an absent one means differs
 * from field to field, so the caller says it.
 */
public final class Selector {
  private static final Selector EVERYTHING = new Selector(List.of(), true);
  private static final Selector NOTHING = new Selector(List.of(), false);

  private final List<Requirement> requirements;
  private final boolean possible;

  private Selector(List<Requirement> requirements, boolean possible) {
    this.requirements = List.copyOf(requirements);
    this.possible = possible;
  }

  /** What an absent selector is where the API takes it for an empty one. */
  public static Selector everything() {
    return EVERYTHING;
  }

  /** What an absent selector is where the API takes it for none. */
  public static Selector nothing() {
    return NOTHING;
  }

  /**
   * A {@code LabelSelector}: an object with {@code matchLabels} and {@code matchExpressions}.
   *
   * @throws io.aksguard.evidence.GapException where the API server would refuse it, or a part of it
   *     is not known
   */
  public static Selector of(Object labelSelector) {
    JsonObject selector = Field.object(labelSelector, "a selector");
    for (String member : selector.keySet()) {
      if (!member.equals("matchLabels") && !member.equals("matchExpressions")) {
        throw Field.unclear("a selector has no member " + member);
      }
    }
    List<Requirement> requirements = new ArrayList<>();
    Field.texts(selector, "matchLabels")
        .forEach((key, value) -> requirements.add(Requirement.equal(key, value)));
    for (Object expression : Field.list(selector, "matchExpressions")) {
      requirements.add(Requirement.of(expression));
    }
    return new Selector(requirements, true);
  }

  /**
   * A plain map of labels, as Services and ReplicationControllers have it; without any it selects
   * nothing.
   */
  public static Selector ofLabels(Map<String, String> labels) {
    return labels.isEmpty()
        ? NOTHING
        : new Selector(
            labels.entrySet().stream()
                .map(e -> Requirement.equal(e.getKey(), e.getValue()))
                .toList(),
            true);
  }

  /** Whether it selects what bears these labels. */
  public boolean selects(Map<String, String> labels) {
    return possible && requirements.stream().allMatch(r -> r.holds(labels));
  }

  /** Whether it selects whatever there is. */
  public boolean selectsAll() {
    return possible && requirements.isEmpty();
  }

  /** Whether it selects nothing whatever there is. */
  boolean selectsNone() {
    return !possible;
  }

  /** Those requirements alone. */
  Selector only(Predicate<Requirement> wanted) {
    return new Selector(requirements.stream().filter(wanted).toList(), possible);
  }

  /** With each requirement changed. */
  Selector changed(UnaryOperator<Requirement> change) {
    return new Selector(requirements.stream().map(change).toList(), possible);
  }

  /** Whether all requirements are about this key. */
  boolean isAboutOnly(String key) {
    return requirements.stream().allMatch(r -> r.key().equals(key));
  }

  /** One label that everything selected bears, where there is one; narrows a search. */
  Optional<String> pair() {
    return requirements.stream()
        .filter(Requirement::isPair)
        .findFirst()
        .map(r -> r.key() + '=' + r.values().iterator().next());
  }

  /** Its requirements as a text that does not depend on their order. */
  String sorted() {
    return requirements.stream().map(Requirement::toString).sorted().toList().toString();
  }
}
