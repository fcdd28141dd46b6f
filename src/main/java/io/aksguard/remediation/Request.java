package io.aksguard.remediation;

import io.aksguard.control.MemberPath;
import java.util.List;
import java.util.Map;

/** What is to be sent to Azure for one resource. */
public sealed interface Request {
  /**
   * The whole body, in place of the one that was read.
   *
   * @param body plain maps, lists and scalars; a null in it was read as null
   */
  record Put(Map<String, Object> body) implements Request {}

  /** The resource is ours alone, and goes. */
  record Delete() implements Request {}

  /** Nothing: it is so already. */
  record None() implements Request {}

  /**
   * Nothing: it must not be, or cannot.
   *
   * @param reason a sentence for people
   * @param members that are the reason; empty where the resource as a whole is
   */
  record Refused(String reason, List<MemberPath> members) implements Request {
    public Refused {
      members = List.copyOf(members);
    }

    Refused(String reason) {
      this(reason, List.of());
    }
  }
}
