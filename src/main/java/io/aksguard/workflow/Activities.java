package io.aksguard.workflow;

/** Names of activities, for their annotation and for their callers. */
public final class Activities {
  public static final String ASSESS = "assess";

  private Activities() {}
}
