package io.aksguard.adapter.arm;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** An order of requests in which one of each quota goes before a second one of any. */
final class Spread {
  private Spread() {}

  /**
   * @return the places of all elements, those of one bucket in the order that they have
   */
  static <T> List<Integer> over(List<T> elements, Function<T, String> bucket) {
    Map<String, List<Integer>> buckets = new LinkedHashMap<>();
    for (int i = 0; i < elements.size(); i++) {
      buckets.computeIfAbsent(bucket.apply(elements.get(i)), k -> new ArrayList<>()).add(i);
    }
    List<Iterator<Integer>> left = new ArrayList<>();
    buckets.values().forEach(places -> left.add(places.iterator()));
    List<Integer> order = new ArrayList<>();
    while (!left.isEmpty()) {
      left.removeIf(places -> !places.hasNext());
      left.forEach(places -> order.add(places.next()));
    }
    return order;
  }
}
