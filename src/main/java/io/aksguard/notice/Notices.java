package io.aksguard.notice;

import java.util.List;

/** Port: where notices go. */
public interface Notices {
  /**
   * Hands the notices over, all of them. To publish one again is harmless, since it has the same
   * id.
   *
   * @throws UnpublishedException when it is not known that all of them were taken
   */
  void publish(List<Notice> notices);
}
