package io.aksguard.storage;

/** A batch was refused because a row is not as the batch expects it. Checked: it is ordinary. */
public final class ConflictException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int index;

  /**
   * @param index of the write in its batch that was refused first; -1 where the store does not tell
   */
  public ConflictException(int index, String message) {
    super(message);
    this.index = index;
  }

  public int index() {
    return index;
  }
}
