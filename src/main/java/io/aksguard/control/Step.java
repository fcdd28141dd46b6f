package io.aksguard.control;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One call of Azure's API, as the author of a remedy wrote it: either members of a resource are set
 * and removed, or an action is posted to it.
 *
 * @param when CEL bool, whether the step is wanted at all; empty means always
 * @param resource CEL text, the id of the resource; one that is not there yet is created
 * @param set CEL values by the path of the member, {@link PathText}
 * @param absent CEL values by paths of {@code set}: what it comes to that the member is not there,
 *     {@link Absence}
 * @param remove paths of members
 * @param call the name of the action, such as {@code upgradeNodeImageVersion}; empty where members
 *     are changed
 */
public record Step(
    String when,
    String resource,
    Map<String, String> set,
    Map<String, String> absent,
    List<String> remove,
    String call) {
  public Step {
    set = Collections.unmodifiableMap(new LinkedHashMap<>(set));
    absent = Collections.unmodifiableMap(new LinkedHashMap<>(absent));
    remove = List.copyOf(remove);
  }

  /** All its expressions. */
  List<String> expressions() {
    List<String> all = new ArrayList<>(List.of(when, resource));
    all.addAll(set.values());
    all.addAll(absent.values());
    set.keySet().forEach(path -> all.addAll(PathText.parse(path).expressions()));
    remove.forEach(path -> all.addAll(PathText.parse(path).expressions()));
    return all;
  }
}
