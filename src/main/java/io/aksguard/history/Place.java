package io.aksguard.history;

/**
 * Says what is wrong in a partition or a container.
 *
 * @param name of it
 */
record Place(String name) {
  static final Place ANCHORS = new Place("anchors");
  static final Place CHECKPOINTS = new Place("checkpoints");

  /**
   * @throws DamagedException where the row says another thing than it must
   */
  void expect(String key, String what, Object actual, Object expected) {
    if (!actual.equals(expected)) {
      throw damaged(key, what + " is " + actual, what + " " + expected);
    }
  }

  DamagedException damaged(String key, String wrong, String expected) {
    return new DamagedException(new Problem(name, key, wrong, expected));
  }
}
