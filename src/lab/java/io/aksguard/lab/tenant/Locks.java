package io.aksguard.lab.tenant;

import java.util.ArrayList;
import java.util.List;

/** Management locks, which stop writes at their scope and below. */
final class Locks {
  private static final String TYPE = "microsoft.authorization/locks";
  private static final String SUFFIX = "/providers/" + TYPE + "/";

  private final State state;

  Locks(State state) {
    this.state = state;
  }

  /**
   * @throws RefusedException with 409 where a lock forbids the write
   */
  void check(String id, boolean delete) {
    String key = Target.key(id);
    if (key.contains(SUFFIX)) {
      return;
    }
    scopes(key).stream()
        .flatMap(scope -> state.ofType(TYPE, scope + SUFFIX).stream())
        .filter(
            lock -> delete || lock.at("/properties/level").asText().equalsIgnoreCase("ReadOnly"))
        .findFirst()
        .ifPresent(
            lock -> {
              throw new RefusedException(
                  409,
                  "ScopeLocked",
                  "The scope '"
                      + id
                      + "' cannot perform the operation because of the lock '"
                      + lock.path("id").asText()
                      + "'.");
            });
  }

  /** The resource and everything around it. */
  private static List<String> scopes(String key) {
    List<String> scopes = new ArrayList<>(List.of(key));
    for (int at = key.lastIndexOf('/'); at > 0; at = key.lastIndexOf('/', at - 1)) {
      scopes.add(key.substring(0, at));
    }
    return scopes;
  }
}
