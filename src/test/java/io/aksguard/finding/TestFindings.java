package io.aksguard.finding;

import io.aksguard.config.Waiver;
import io.aksguard.control.Severity;
import io.aksguard.control.Status;
import io.aksguard.evidence.Origin;
import org.jspecify.annotations.Nullable;

/** Findings for tests. */
final class TestFindings {
  private TestFindings() {}

  static Finding finding(
      String control, String resource, String subject, Status status, @Nullable Waiver waiver) {
    return new Finding(
        control,
        "v",
        "1.1",
        Severity.HIGH,
        resource,
        subject,
        status,
        waiver,
        "",
        "",
        null,
        null,
        Origin.NONE,
        0);
  }
}
