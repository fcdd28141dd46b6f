package io.aksguard.lab.tenant;

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
    state.ofType(TYPE, lock -> covers(lock.substring(0, lock.lastIndexOf(SUFFIX)), key)).stream()
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

  private static boolean covers(String scope, String key) {
    return key.equals(scope) || key.startsWith(scope + "/");
  }
}
