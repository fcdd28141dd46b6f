package io.aksguard.adapter.graph;

import io.aksguard.adapter.arm.Answer;
import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.Gap;
import io.aksguard.evidence.Unread;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How far a scope can be seen: Resource Graph leaves out what may not be read without a word. */
final class Sight {
  private Sight() {}

  /** The subscriptions of the scope that can be read. */
  static Answer subscriptions(GraphClient graph) {
    return graph.all("resourcecontainers", List.of("microsoft.resources/subscriptions"), "");
  }

  /** The subscriptions of the scope of which nothing can be told. */
  static List<Unread> unread(Scope scope, Answer rows) {
    if (rows.missing().isPresent()) {
      String where =
          scope.subscriptions().isEmpty()
              ? scope.managementGroup()
              : String.join(", ", scope.subscriptions());
      return List.of(new Unread(where, rows.missing().get().reason()));
    }
    Set<String> readable =
        rows.resources().stream()
            .flatMap(row -> row.string("id").stream())
            .flatMap(id -> ArmId.parse(id).stream())
            .flatMap(id -> id.subscription().stream())
            .collect(Collectors.toSet());
    List<Unread> unread = new ArrayList<>();
    for (String subscription : scope.subscriptions()) {
      if (!readable.contains(subscription)) {
        unread.add(new Unread(subscription, "the subscription cannot be read or is not there"));
      }
    }
    if (readable.isEmpty() && unread.isEmpty()) {
      unread.add(new Unread(scope.managementGroup(), "no subscription can be read"));
    }
    return unread;
  }

  /** Why what lies across subscriptions is not known whole; null where all can be read. */
  static @Nullable Gap blind(List<Unread> unread) {
    return unread.isEmpty()
        ? null
        : new Gap(
            "not every audited subscription can be read: "
                + unread.stream().map(Unread::where).collect(Collectors.joining(", ")));
  }
}
