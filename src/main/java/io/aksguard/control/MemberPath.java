package io.aksguard.control;

import java.util.List;

/**
 * The way to a member of a resource's body, such as {@code properties.networkProfile.outboundType}
 * or {@code properties.logs[category='guard'].enabled}.
 */
public record MemberPath(List<Part> parts) {
  public MemberPath {
    parts = List.copyOf(parts);
  }

  /**
   * One step of the way.
   *
   * @param name of the member
   * @param key where the member is a list: by which member its elements are told apart; else empty
   * @param value what that member of the meant element holds
   */
  public record Part(String name, String key, String value) {
    /** Whether an element of a list is meant. */
    public boolean isElement() {
      return !key.isEmpty();
    }

    @Override
    public String toString() {
      return isElement() ? name + "[" + key + "='" + value + "']" : name;
    }
  }

  /** Whether one of the two is the other, or leads to it: they cannot be set apart. */
  public boolean touches(MemberPath other) {
    int shorter = Math.min(parts.size(), other.parts.size());
    for (int i = 0; i < shorter; i++) {
      Part mine = parts.get(i);
      Part its = other.parts.get(i);
      if (!mine.name().equalsIgnoreCase(its.name())) {
        return false;
      }
      if (mine.isElement() && its.isElement() && !mine.value().equalsIgnoreCase(its.value())) {
        return false;
      }
    }
    return true;
  }

  /** Whether it is the same way. */
  public boolean same(MemberPath other) {
    return parts.size() == other.parts.size() && toString().equalsIgnoreCase(other.toString());
  }

  @Override
  public String toString() {
    return String.join(".", parts.stream().map(Part::toString).toList());
  }
}
