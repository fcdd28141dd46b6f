package io.aksguard.remediation.guard;

import io.aksguard.cluster.ArmId;
import io.aksguard.control.MemberPath;
import io.aksguard.remediation.PatchOperation;
import io.aksguard.remediation.Preimage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A member that a fix of ours has set, and so owns.
 *
 * @param path the names of members that lead to it, from the body's root; an element of a list by
 *     its number, or as {@code [key='value']}
 * @param value that was written; null where it was taken out
 */
public record Owned(ArmId resource, List<String> path, @Nullable Object value) {
  static final String CLUSTER = "microsoft.containerservice/managedclusters";
  static final String POOL = CLUSTER + "/agentpools";

  public Owned {
    path = List.copyOf(path);
  }

  /** What an operation of a write's patch has set: of an object each member by itself. */
  public static List<Owned> of(ArmId resource, PatchOperation operation) {
    List<String> path =
        Stream.of(operation.path().split("/", -1))
            .skip(1)
            .map(step -> step.replace("~1", "/").replace("~0", "~"))
            .toList();
    List<Owned> members = new ArrayList<>();
    addMembers(resource, path, operation.value(), members);
    return members;
  }

  /** What a write has set for a control, without secrets: the same of each member. */
  public static List<Owned> of(Preimage preimage, String control) {
    List<Owned> members = new ArrayList<>();
    preimage.owned().stream()
        .filter(each -> each.controls().contains(control) && !each.isSecret())
        .forEach(
            each -> addMembers(preimage.resource(), steps(each.path()), each.written(), members));
    return members;
  }

  private static List<String> steps(MemberPath path) {
    List<String> steps = new ArrayList<>();
    for (MemberPath.Part part : path.parts()) {
      steps.add(part.name());
      if (part.isElement()) {
        steps.add("[" + part.key() + "='" + part.value() + "']");
      }
    }
    return steps;
  }

  private static void addMembers(
      ArmId resource, List<String> path, @Nullable Object value, List<Owned> to) {
    if (!(value instanceof Map<?, ?> map) || map.isEmpty()) {
      to.add(new Owned(resource, path, value));
      return;
    }
    map.forEach(
        (name, member) -> {
          List<String> deeper = new ArrayList<>(path);
          deeper.add(String.valueOf(name));
          addMembers(resource, deeper, member, to);
        });
  }

  boolean isOfPool() {
    return resource.type().filter(POOL::equals).isPresent();
  }

  /** Whether the way ends in a list, where an element has no name. */
  boolean isInList() {
    return path.stream().anyMatch(Owned::isElement);
  }

  /** As people write it. */
  String text() {
    return String.join(".", path).replace(".[", "[");
  }

  /** To be compared: in lower case, without elements of lists. */
  String key() {
    return key(path);
  }

  /** The same from the cluster's root, where Resource Graph shows pools, too. */
  String keyInCluster() {
    if (!isOfPool() || path.isEmpty()) {
      return key();
    }
    List<String> from = new ArrayList<>(List.of("properties", "agentPoolProfiles"));
    from.addAll(path.get(0).equals("properties") ? path.subList(1, path.size()) : path);
    return key(from);
  }

  private static String key(List<String> path) {
    List<String> names = path.stream().filter(step -> !isElement(step)).toList();
    return String.join(".", names).toLowerCase(Locale.ROOT);
  }

  private static boolean isElement(String step) {
    return step.matches("\\d+|-|\\[.*]");
  }
}
