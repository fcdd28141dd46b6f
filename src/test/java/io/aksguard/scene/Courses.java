package io.aksguard.scene;

import io.aksguard.control.Status;
import io.aksguard.finding.FindingKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What became of each verdict, one word for each change of it; one that vanishes is gone. */
final class Courses {
  private static final String GONE = "GONE";

  private final Map<String, List<String>> courses = new TreeMap<>();

  /**
   * Adds what was recorded, also where it repeats what was there.
   *
   * @param status null where the subject is gone
   */
  void add(String cluster, FindingKey key, @Nullable Status status) {
    courses
        .computeIfAbsent(cluster + " " + key, k -> new ArrayList<>())
        .add(status == null ? GONE : status.name());
  }

  /** Adds what is true now, where it is something else than before; what is not there is gone. */
  void follow(Map<String, Map<FindingKey, Status>> truth) {
    Set<String> gone = new TreeSet<>(courses.keySet());
    truth.forEach(
        (cluster, statuses) ->
            statuses.forEach(
                (key, status) -> {
                  gone.remove(cluster + " " + key);
                  change(cluster + " " + key, status.name());
                }));
    gone.forEach(key -> change(key, GONE));
  }

  private void change(String key, String word) {
    List<String> course = courses.computeIfAbsent(key, k -> new ArrayList<>());
    if (course.isEmpty() || !course.get(course.size() - 1).equals(word)) {
      course.add(word);
    }
  }

  /** Forgets all verdicts like this. */
  void forget(Predicate<String> key) {
    courses.keySet().removeIf(key);
  }

  /** Forgets where verdicts like this were unknown. */
  void forgetDoubt(Predicate<String> key) {
    courses.forEach(
        (each, course) -> {
          if (key.test(each)) {
            course.removeIf(Status.UNKNOWN.name()::equals);
          }
        });
  }

  /** How many verdicts there are. */
  int size() {
    return courses.size();
  }

  /** How many changes there were after the first words. */
  int changes() {
    return courses.values().stream().mapToInt(course -> course.size() - 1).sum();
  }

  /** Where this, which is recorded, has gone another way than the truth. */
  List<String> otherThan(Courses truth) {
    Set<String> keys = new TreeSet<>(courses.keySet());
    keys.addAll(truth.courses.keySet());
    return keys.stream()
        .filter(key -> !Objects.equals(courses.get(key), truth.courses.get(key)))
        .map(key -> key + ": recorded " + courses.get(key) + ", true " + truth.courses.get(key))
        .toList();
  }
}
