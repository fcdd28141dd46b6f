package io.aksguard.notice;

import java.util.List;

/** Port: where notices go. */
public interface Notices {
  void publish(List<Notice> notices);
}
