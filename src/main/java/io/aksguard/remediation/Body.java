package io.aksguard.remediation;

import io.aksguard.control.MemberPath;
import io.aksguard.evidence.Plain;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A resource's body that is being changed, member by member. Names of members are found without
 * regard to case, as ARM finds them, and keep their writing.
 */
final class Body {
  private final Map<String, Object> root;

  /**
   * @param root plain maps, lists and scalars; changed in place
   */
  Body(Map<String, Object> root) {
    this.root = root;
  }

  /** A copy that may be changed; nulls stay. */
  @SuppressWarnings("unchecked")
  static Body copy(Map<String, Object> root) {
    return new Body((Map<String, Object>) Objects.requireNonNull(Plain.of(root)));
  }

  /** As it is now. */
  Map<String, Object> root() {
    return root;
  }

  /**
   * What a member holds; null where it is not there.
   *
   * @throws BodyException where the body has another shape than the path
   */
  @Nullable Object value(MemberPath path) {
    Place place = place(path);
    // Where the way ends before the member, the place is one on the way.
    return place.rest().isEmpty() ? place.value() : null;
  }

  /** How many steps of the way are there: a member and an element of a list are one each. */
  int there(MemberPath path) {
    List<Step> steps = steps(path);
    int there = 0;
    while (there < steps.size() && place(steps.subList(0, there + 1)).holds()) {
      there++;
    }
    return there;
  }

  /**
   * Sets a member; what leads to it is made where it is missing.
   *
   * @return what that changed; empty where the member has the value already
   * @throws BodyException where the body has another shape than the path
   */
  Optional<PatchOperation> set(MemberPath path, Object value) {
    Place place = place(path);
    Object added = place.wrapped(value);
    if (place.holds() && Objects.equals(place.value(), added)) {
      return Optional.empty();
    }
    PatchOperation operation =
        place.holds()
            ? new PatchOperation("replace", place.pointer(), place.shown(), added)
            : new PatchOperation("add", place.pointer(), null, added);
    // A copy: what is set later inside it is no part of this operation.
    place.put(Objects.requireNonNull(Plain.of(added)));
    return Optional.of(operation);
  }

  /**
   * Removes a member.
   *
   * @return what that changed; empty where the member is not there
   * @throws BodyException where the body has another shape than the path
   */
  Optional<PatchOperation> remove(MemberPath path) {
    Place place = place(path);
    if (!place.holds() || !place.rest().isEmpty()) {
      return Optional.empty();
    }
    Object before = place.shown();
    place.take();
    return Optional.of(new PatchOperation("remove", place.pointer(), before, null));
  }

  /**
   * Takes a member out, and of what leads to it what was made with it. Objects and lists in which
   * others have put something since stay; elements do not, for without what made them they are
   * none.
   *
   * @param there how many steps of the way were there before
   */
  void takeOut(MemberPath path, int there) {
    List<Step> steps = steps(path);
    for (int length = steps.size(); length > Math.min(there, steps.size() - 1); length--) {
      Place place = place(steps.subList(0, length));
      boolean isOurs =
          length == steps.size() || steps.get(length - 1) instanceof Element || place.isBare();
      if (isOurs && place.holds() && place.rest().isEmpty()) {
        place.take();
      }
    }
  }

  /** As far as the path leads in this body. */
  private Place place(MemberPath path) {
    return place(steps(path));
  }

  private Place place(List<Step> steps) {
    Place place = null;
    Object at = root;
    String pointer = "";
    for (int i = 0; i < steps.size(); i++) {
      place = steps.get(i).in(at, pointer, steps.subList(i + 1, steps.size()));
      if (!place.holds()) {
        return place;
      }
      at = place.value();
      pointer = place.pointer();
    }
    return Objects.requireNonNull(place, "a path has parts");
  }

  private static List<Step> steps(MemberPath path) {
    List<Step> steps = new ArrayList<>();
    for (MemberPath.Part part : path.parts()) {
      steps.add(new Member(part.name()));
      if (part.isElement()) {
        steps.add(new Element(part.key(), part.value()));
      }
    }
    return steps;
  }

  /** One step into a body. */
  private sealed interface Step {
    /** Where it leads. */
    Place in(@Nullable Object container, String pointer, List<Step> rest);

    /** A new container that holds {@code value} in this place. */
    Object around(Object value);
  }

  private record Member(String name) implements Step {
    @Override
    public Place in(@Nullable Object container, String pointer, List<Step> rest) {
      Map<String, Object> map = map(container, pointer);
      String found = map.keySet().stream().filter(name::equalsIgnoreCase).findFirst().orElse(name);
      return new Place(container, found, pointer + "/" + escaped(found), rest);
    }

    @Override
    public Object around(Object value) {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put(name, value);
      return map;
    }
  }

  private record Element(String key, String value) implements Step {
    @Override
    public Place in(@Nullable Object container, String pointer, List<Step> rest) {
      if (!(container instanceof List<?> list)) {
        throw new BodyException(pointer + " is no list");
      }
      for (int i = 0; i < list.size(); i++) {
        if (list.get(i) instanceof Map<?, ?> element && isMeant(element)) {
          return new Place(container, i, pointer + "/" + i, rest);
        }
      }
      List<Step> made = new ArrayList<>(List.of(this));
      made.addAll(rest);
      return new Place(container, list.size(), pointer + "/" + list.size(), made);
    }

    private boolean isMeant(Map<?, ?> element) {
      return element.entrySet().stream()
          .anyMatch(
              each ->
                  key.equalsIgnoreCase(String.valueOf(each.getKey()))
                      && value.equalsIgnoreCase(String.valueOf(each.getValue())));
    }

    @Override
    public Object around(Object inner) {
      Map<String, Object> element = new LinkedHashMap<>();
      element.put(key, value);
      if (inner instanceof Map<?, ?> members) {
        members.forEach((name, member) -> element.put(String.valueOf(name), member));
      }
      return element;
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(@Nullable Object container, String pointer) {
    if (container instanceof Map<?, ?> map) {
      return (Map<String, Object>) map;
    }
    throw new BodyException((pointer.isEmpty() ? "the body" : pointer) + " is no object");
  }

  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  /**
   * A place in a container.
   *
   * @param at the member's name, or the element's index
   * @param rest what the path wants inside it, where it is not there yet
   */
  private record Place(@Nullable Object container, Object at, String pointer, List<Step> rest) {
    boolean holds() {
      return value() != null;
    }

    boolean isBare() {
      return (value() instanceof Map<?, ?> map && map.isEmpty())
          || (value() instanceof List<?> list && list.isEmpty());
    }

    @Nullable Object value() {
      if (container instanceof List<?> list) {
        int index = (Integer) at;
        return index < list.size() ? list.get(index) : null;
      }
      return map(container, pointer).get(at);
    }

    /** A copy of the value for people and for undo; what ARM never answers is not kept. */
    @Nullable Object shown() {
      return Secrets.shown(at instanceof String name ? name : "", value());
    }

    /** The value inside what is missing on the way to it. */
    Object wrapped(Object value) {
      Object wrapped = value;
      if (!holds()) {
        for (int i = rest.size() - 1; i >= 0; i--) {
          wrapped = rest.get(i).around(wrapped);
          boolean isItself = i == 0 && container instanceof List<?>;
          if (rest.get(i) instanceof Element && !isItself) {
            // The list is not there either: it begins with this element.
            wrapped = new ArrayList<>(List.of(wrapped));
          }
        }
      }
      return wrapped;
    }

    @SuppressWarnings("unchecked")
    void put(Object value) {
      if (container instanceof List<?>) {
        List<Object> list = (List<Object>) container;
        int index = (Integer) at;
        if (index < list.size()) {
          list.set(index, value);
        } else {
          list.add(value);
        }
      } else {
        map(container, pointer).put((String) at, value);
      }
    }

    void take() {
      if (container instanceof List<?> list) {
        list.remove((int) (Integer) at);
      } else {
        map(container, pointer).remove(at);
      }
    }
  }
}
