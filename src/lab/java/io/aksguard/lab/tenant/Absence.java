package io.aksguard.lab.tenant;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How ARM says that something is not there: each case has a code of its own. */
final class Absence {
  private static final Pattern GROUP =
      Pattern.compile("^/subscriptions/[^/]+/resourceGroups/[^/]+", Pattern.CASE_INSENSITIVE);

  private final State state;

  Absence(State state) {
    this.state = state;
  }

  /** A path that names nothing at all. */
  static RefusedException ofAll() {
    return new RefusedException(
        404,
        "MissingSubscription",
        "The request did not have a subscription or a valid tenant level resource provider.");
  }

  RefusedException of(Target target) {
    return refused(target, "ResourceNotFound", "The Resource '" + target.typeName() + "/");
  }

  /** What is asked for lies below it. */
  RefusedException around(Target parent) {
    return refused(
        parent,
        "ParentResourceNotFound",
        "Can not perform requested operation on nested resource. Parent resource '");
  }

  /** Where nothing is left of its group, ARM names that. */
  private RefusedException refused(Target target, String code, String message) {
    Matcher group = GROUP.matcher(target.id());
    boolean isWithoutGroup =
        target.lastType().equalsIgnoreCase("resourceGroups")
            || (group.find()
                && state.get(group.group()).isEmpty()
                && state.below(group.group()).isEmpty());
    return new RefusedException(
        404,
        isWithoutGroup ? "ResourceGroupNotFound" : code,
        message + target.name() + "' was not found.");
  }
}
