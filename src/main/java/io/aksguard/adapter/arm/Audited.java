package io.aksguard.adapter.arm;

import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.join.Scopes;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The subscriptions that are audited, and what is above them; the finder knows their rows. */
final class Audited {
  private final Reads reads;
  private final Finder finder;
  private final boolean unknown;
  private final Set<String> subscriptions = new LinkedHashSet<>();
  private @Nullable Answer rows;
  private boolean told;

  /**
   * @param given as GUIDs; empty where the finder has to say which they are
   */
  Audited(Reads reads, Finder finder, ArmId cluster, List<String> given) {
    this.reads = reads;
    this.finder = finder;
    this.unknown = given.isEmpty();
    cluster.subscription().ifPresent(subscriptions::add);
    given.forEach(each -> subscriptions.add(each.toLowerCase(Locale.ROOT)));
  }

  /** Their rows in Resource Graph, asked for once. */
  Answer rows() {
    Answer known = rows;
    if (known == null) {
      known = finder.subscriptions();
      rows = known;
    }
    return known;
  }

  /**
   * As GUIDs, with the cluster's own.
   *
   * @param ends are told of a gap in what they are
   */
  List<String> all(Ends... ends) {
    if (unknown) {
      note(ends);
      rows().resources().forEach(row -> id(row).ifPresent(subscriptions::add));
    }
    return List.copyOf(subscriptions);
  }

  private void note(Ends... ends) {
    for (Ends each : ends) {
      rows().missing().ifPresent(each::note);
    }
  }

  private static Optional<String> id(JsonObject row) {
    return row.string("id").flatMap(ArmId::parse).flatMap(ArmId::subscription);
  }

  /**
   * Those that a role above subscriptions may reach: below the group, or below no group that is
   * told. What is read of the latter links nothing, but it has to be there for the join to say so.
   *
   * @param ends are told of a gap in what is above them
   */
  List<String> below(String scope, Ends... ends) {
    if (scope.equals(Scopes.TENANT)) {
      return all(ends);
    }
    note(ends);
    if (!told) {
      told = true;
      reads.told("microsoft.resources/subscriptions", "/", rows());
    }
    Map<String, List<String>> above = new HashMap<>();
    rows().resources().forEach(row -> id(row).ifPresent(id -> above.put(id, Scopes.above(row))));
    String group = scope.toLowerCase(Locale.ROOT);
    // Without the rows nothing is known of any, and that is said already.
    boolean open = rows().missing().isEmpty();
    return all(ends).stream()
        .filter(
            each -> {
              List<String> groups = above.getOrDefault(each, List.of());
              return groups.contains(group) || (open && groups.isEmpty());
            })
        .toList();
  }

  /** Whether Resource Graph shows what lies in the subscription of a resource. */
  boolean isSeen(ArmId resource) {
    return rows().resources().stream().map(Audited::id).anyMatch(resource.subscription()::equals);
  }
}
