package io.aksguard.control;

import io.aksguard.evidence.Gap;

/**
 * What one control says about one subject. Missing evidence is {@link Unknown}, never {@link Pass}.
 */
public sealed interface Verdict {
  Status status();

  /** One sentence for people; of a failure the control's own message with what was seen. */
  String message();

  record Pass() implements Verdict {
    @Override
    public Status status() {
      return Status.PASS;
    }

    @Override
    public String message() {
      return "";
    }
  }

  record Fail(String message) implements Verdict {
    @Override
    public Status status() {
      return Status.FAIL;
    }
  }

  record NotApplicable(String message) implements Verdict {
    @Override
    public Status status() {
      return Status.NOT_APPLICABLE;
    }
  }

  record Unknown(Gap gap) implements Verdict {
    @Override
    public Status status() {
      return Status.UNKNOWN;
    }

    @Override
    public String message() {
      return gap.reason();
    }
  }
}
