package io.aksguard.lab.tenant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * All resources by id. Bodies are never changed, only replaced. Its monitor is the tenant's one
 * lock: whoever reads before a write holds it over both.
 */
final class State {
  private final Clock clock;
  private final Duration memory;
  private final NavigableMap<String, Stored> resources = new TreeMap<>();
  private final Map<String, TreeSet<String>> byType = new HashMap<>();

  /**
   * @param memory how long the past is kept
   */
  State(Clock clock, Duration memory) {
    this.clock = clock;
    this.memory = memory;
  }

  synchronized Optional<ObjectNode> get(String id) {
    Stored stored = resources.get(Target.key(id));
    return stored == null ? Optional.empty() : Optional.ofNullable(stored.body());
  }

  synchronized void put(String id, ObjectNode body) {
    put(id, body, clock.instant());
  }

  synchronized void put(String id, ObjectNode body, Instant at) {
    set(id, Target.parse(id).map(Target::type).orElse(""), body, at);
  }

  synchronized void remove(String id) {
    set(id, Target.parse(id).map(Target::type).orElse(""), null, clock.instant());
  }

  private void set(String id, String type, @Nullable ObjectNode body, Instant at) {
    String key = Target.key(id);
    resources.computeIfAbsent(key, k -> new Stored(k, type)).set(body, at, at.minus(memory));
    byType.computeIfAbsent(type, t -> new TreeSet<>()).add(key);
  }

  /** The resources below an id, children and what is attached, in the order of their ids. */
  synchronized List<ObjectNode> below(String id) {
    String prefix = Target.key(id) + "/";
    List<ObjectNode> found = new ArrayList<>();
    for (Stored each : resources.subMap(prefix, prefix + Character.MAX_VALUE).values()) {
      ObjectNode body = each.body();
      if (body != null) {
        found.add(body);
      }
    }
    return found;
  }

  /** The resources of a type, in the order of their ids. */
  synchronized List<ObjectNode> ofType(String type) {
    return ofType(type, "");
  }

  /** The resources of a type whose key begins so, in the order of their ids. */
  synchronized List<ObjectNode> ofType(String type, String prefix) {
    List<ObjectNode> found = new ArrayList<>();
    TreeSet<String> keys = byType.getOrDefault(type, new TreeSet<>());
    for (String key : keys.subSet(prefix, prefix + Character.MAX_VALUE)) {
      ObjectNode body = stored(key).body();
      if (body != null) {
        found.add(body);
      }
    }
    return found;
  }

  /** The resources of a type as they were at an instant. */
  synchronized List<ObjectNode> ofTypeAsOf(String type, Instant at) {
    List<ObjectNode> found = new ArrayList<>();
    for (String key : byType.getOrDefault(type, new TreeSet<>())) {
      ObjectNode body = stored(key).asOf(at);
      if (body != null) {
        found.add(body);
      }
    }
    return found;
  }

  private Stored stored(String key) {
    Stored stored = resources.get(key);
    if (stored == null) {
      throw new IllegalStateException("indexed and not stored: " + key);
    }
    return stored;
  }

  synchronized List<String> types() {
    return byType.keySet().stream().sorted().toList();
  }

  synchronized Collection<ObjectNode> all() {
    List<ObjectNode> found = new ArrayList<>();
    for (Stored each : resources.values()) {
      ObjectNode body = each.body();
      if (body != null) {
        found.add(body);
      }
    }
    return found;
  }
}
