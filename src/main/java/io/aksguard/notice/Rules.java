package io.aksguard.notice;

import io.aksguard.history.Commit;

/** What verdicts are judged by, as digests. */
public record Rules(String catalogue, String config) {
  static Rules of(Commit commit) {
    return new Rules(commit.catalogueDigest(), commit.configDigest());
  }
}
