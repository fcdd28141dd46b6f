package io.aksguard.lab;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Those who keep agendas of their own, and what they last said. What they owe may be something else
 * whenever anything has ended: then they are stirred, and their last answer counts for nothing
 * until they have been asked again. Its callers have the clock's lock.
 */
final class Sources {
  private final List<LabClock.Source> all = new ArrayList<>();
  private final Set<LabClock.Source> running = new LinkedHashSet<>();
  private Map<LabClock.Source, Instant> due = new LinkedHashMap<>();
  private long stirred;
  private long asked = -1;

  /**
   * What they are to be asked, without the lock: a source has one of its own, and asks for the time
   * while it holds it.
   *
   * @param number of the stirring that it answers
   * @param whom those who are not at work
   */
  record Question(long number, List<LabClock.Source> whom) {}

  void join(LabClock.Source source) {
    all.add(source);
    stir();
  }

  void stir() {
    stirred++;
  }

  /** Whether what they last said still counts. */
  boolean areAsked() {
    return asked == stirred;
  }

  Question question() {
    return new Question(stirred, all.stream().filter(source -> !running.contains(source)).toList());
  }

  void answered(Question question, Map<LabClock.Source, Instant> answers) {
    due = answers;
    asked = question.number();
  }

  boolean areOwed() {
    return !due.isEmpty();
  }

  Optional<Instant> next() {
    return due.values().stream().min(Instant::compareTo);
  }

  /** One whose time has come; it is at work until {@link #ended}. */
  Optional<LabClock.Source> takeDue(Instant now) {
    Optional<LabClock.Source> first =
        due.entrySet().stream()
            .filter(each -> !each.getValue().isAfter(now))
            .map(Map.Entry::getKey)
            .findFirst();
    first.ifPresent(
        source -> {
          due.remove(source);
          running.add(source);
        });
    return first;
  }

  void ended(LabClock.Source source) {
    running.remove(source);
  }
}
