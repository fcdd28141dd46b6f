package io.aksguard.evidence.kubernetes;

import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonArray;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lists under keys, each of which may hold a {@link Gap} for what is not known to belong to it.
 *
 * @param <K> what a list is about
 */
final class Names<K> {
  private final Map<K, List<Object>> lists = new HashMap<>();
  private final Optional<Gap> rest;
  private final JsonArray none;

  /**
   * @param rest why every list may be short, where it may
   */
  Names(Optional<Gap> rest) {
    this.rest = rest;
    this.none = rest.map(gap -> JsonArray.partly(List.of(), gap)).orElse(JsonArray.empty());
  }

  /** Adds it, unless it was the last that was added. */
  void add(K key, Object nameOrGap) {
    List<Object> list = lists.computeIfAbsent(key, k -> new ArrayList<>(2));
    if (list.isEmpty() || list.get(list.size() - 1) != nameOrGap) {
      list.add(nameOrGap);
    }
  }

  /** What was added; a list without anything is the same object for all keys, to save memory. */
  JsonArray of(K key) {
    List<Object> list = lists.get(key);
    if (list == null) {
      return none;
    }
    List<Object> all = new ArrayList<>(list);
    rest.ifPresent(all::add);
    return JsonArray.of(all);
  }
}
