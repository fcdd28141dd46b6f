package io.aksguard.evidence.kubernetes;

import io.aksguard.evidence.Gap;
import io.aksguard.evidence.GapException;
import io.aksguard.evidence.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A namespace, as selectors see it.
 *
 * @param labels with the one that the API server gives each namespace
 * @param gap why the other labels are not known, where they are not
 */
record Namespace(String name, Map<String, String> labels, Optional<Gap> gap) {
  /** The label that the API server gives each namespace: its name. */
  static final String NAME = "kubernetes.io/metadata.name";

  static Namespace of(JsonObject namespace) {
    String name = namespace.string("name").orElse("");
    Map<String, String> labels = new HashMap<>();
    Optional<Gap> gap = Optional.empty();
    try {
      labels.putAll(Field.texts(namespace, "labels"));
    } catch (GapException e) {
      gap = Optional.of(e.gap());
    }
    labels.put(NAME, name);
    return new Namespace(name, labels, gap);
  }

  /**
   * Whether the selector selects it.
   *
   * @throws GapException where that hangs on labels that are not known
   */
  boolean isSelectedBy(Selector selector) {
    if (gap.isPresent() && !selector.isAboutOnly(NAME)) {
      throw new GapException(gap.get());
    }
    return selector.selects(labels);
  }
}
