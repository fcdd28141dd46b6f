package io.aksguard.intent;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** How far an intent has come. */
public enum Phase {
  /** It may be carried out by itself, and is due. */
  PLANNED("planned", Kind.WAITING),
  /** A guard holds it; it is looked at again. */
  HELD("held", Kind.WAITING),
  /** A person has to decide. */
  AWAITING_APPROVAL("awaitingApproval", Kind.WAITING),
  /** A person has approved it, and it is due. */
  APPROVED("approved", Kind.WAITING),
  /** Its write may have been sent: recorded before it is. */
  STARTED("started", Kind.RUNNING),
  /** Azure has said that the write is done; whether it has helped is not known yet. */
  SUCCEEDED("succeeded", Kind.RUNNING),
  /** What we wrote is being taken back. */
  UNDOING("undoing", Kind.RUNNING),
  /** A new assessment has shown that the failure is gone. */
  VERIFIED("verified", Kind.ENDED),
  /** It did not help, and was taken back. */
  UNDONE("undone", Kind.ENDED),
  /** Azure has refused it, and nothing was changed. */
  FAILED("failed", Kind.ENDED),
  /** A person has decided against it. */
  REJECTED("rejected", Kind.ENDED),
  /** Nobody has decided in time. */
  EXPIRED("expired", Kind.ENDED),
  /** Somebody keeps changing it back: a person releases it. */
  FROZEN("frozen", Kind.ENDED),
  /** Nothing fails any more, or something else is wanted. */
  WITHDRAWN("withdrawn", Kind.ENDED),
  /** What is there now is not known, or cannot be taken back: a person has to look. */
  NEEDS_PERSON("needsPerson", Kind.ENDED);

  /** Ended short of its aim; a person may have it tried again. */
  public static final Set<Phase> GIVEN_UP =
      Set.of(FROZEN, FAILED, REJECTED, EXPIRED, UNDONE, NEEDS_PERSON);

  private enum Kind {
    WAITING,
    RUNNING,
    ENDED
  }

  private final String word;
  private final Kind kind;

  Phase(String word, Kind kind) {
    this.word = word;
    this.kind = kind;
  }

  /** As it is written in rows, in JSON and in the types of notices. */
  public String word() {
    return word;
  }

  /** Nothing was written for it yet. */
  public boolean isWaiting() {
    return kind == Kind.WAITING;
  }

  /** Something may have been written, and its end is not known. */
  public boolean isRunning() {
    return kind == Kind.RUNNING;
  }

  /** Nothing more will be done by itself. */
  public boolean isEnded() {
    return kind == Kind.ENDED;
  }

  /** Empty where the word is none of ours. */
  public static Optional<Phase> of(String word) {
    return Arrays.stream(values()).filter(phase -> phase.word.equals(word)).findFirst();
  }
}
