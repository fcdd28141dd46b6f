package io.aksguard.adapter.graph;

import io.aksguard.adapter.arm.Answer;
import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.Gap;
import io.aksguard.evidence.Unread;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How far a scope can be seen: Resource Graph leaves out what may not be read without a word.
 *
 * @param seen the subscriptions that can be read, as GUIDs in lower case
 * @param unread those of which nothing can be told
 */
record Sight(List<String> seen, List<Unread> unread) {
  Sight {
    seen = List.copyOf(seen);
    unread = List.copyOf(unread);
  }

  /** The subscriptions of the scope that can be read. */
  static Answer subscriptions(GraphClient graph) {
    return graph.all("resourcecontainers", List.of("microsoft.resources/subscriptions"), "");
  }

  /**
   * @param rows what {@link #subscriptions} answered
   */
  static Sight of(Scope scope, Answer rows) {
    if (rows.missing().isPresent()) {
      String where =
          scope.subscriptions().isEmpty()
              ? scope.managementGroup()
              : String.join(", ", scope.subscriptions());
      return new Sight(List.of(), List.of(new Unread(where, rows.missing().get().reason())));
    }
    List<String> seen =
        rows.resources().stream()
            .flatMap(row -> row.string("id").stream())
            .flatMap(id -> ArmId.parse(id).stream())
            .flatMap(id -> id.subscription().stream())
            .distinct()
            .sorted()
            .toList();
    List<Unread> unread = new ArrayList<>();
    for (String subscription : scope.subscriptions()) {
      if (!seen.contains(subscription)) {
        unread.add(new Unread(subscription, "the subscription cannot be read or is not there"));
      }
    }
    if (seen.isEmpty() && unread.isEmpty()) {
      unread.add(new Unread(scope.managementGroup(), "no subscription can be read"));
    }
    return new Sight(seen, unread);
  }

  /** Why what lies across subscriptions is not known whole; null where all can be read. */
  @Nullable Gap blind() {
    return unread.isEmpty()
        ? null
        : new Gap(
            "not every audited subscription can be read: "
                + unread.stream().map(Unread::where).collect(Collectors.joining(", ")));
  }
}
