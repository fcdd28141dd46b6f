package io.aksguard.remediation.guard;

import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonArray;
import io.aksguard.intent.Culprit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds who has taken a fix back: in the property changes of Resource Graph, which has them after
 * some minutes and keeps them for 14 days, joined by correlation id to the claims of events. Pure.
 */
public final class Culprits {
  private final List<ShownChange> changes;

  /** Why not all changes are known; empty where they are. */
  private final String missing;

  private final List<OwnWrites.Trace> events;
  private final OwnWrites own;

  /**
   * @param changes rows of {@code resourcechanges}, with a gap where there may be more
   * @param events that have told of changes of the cluster
   */
  public Culprits(JsonArray changes, List<OwnWrites.Trace> events, OwnWrites own) {
    this.changes = changes.objects().stream().flatMap(row -> ShownChange.of(row).stream()).toList();
    this.missing = changes.rest().map(Gap::reason).orElse("");
    this.events = List.copyOf(events);
    this.own = own;
  }

  /**
   * Who was the last to change any of these, as Resource Graph shows it.
   *
   * @param owned what the fix has set
   * @param since when it was written last
   * @param relapses when it was seen to be changed back, in their order: whoever else did that is a
   *     doubt
   */
  public Optional<Culprit> shown(List<Owned> owned, Instant since, List<Instant> relapses) {
    List<ShownChange> back =
        changes.stream()
            .filter(each -> owned.stream().anyMatch(each::takesBack))
            .filter(each -> !own.isOwn(each.trace()))
            .sorted(Comparator.comparing(ShownChange::at))
            .toList();
    if (back.isEmpty() || !back.get(back.size() - 1).at().isAfter(since)) {
      return Optional.empty();
    }
    ShownChange last = back.get(back.size() - 1);
    return Optional.of(culprit(last, owned, others(back, last, relapses)));
  }

  /** Who else has changed it back, from the change that the first relapse has shown on. */
  private static String others(List<ShownChange> back, ShownChange last, List<Instant> relapses) {
    Instant first = relapses.isEmpty() ? last.at() : relapses.get(0);
    Instant from =
        back.stream()
            .map(ShownChange::at)
            .filter(at -> !at.isAfter(first))
            .reduce((one, later) -> later)
            .orElse(first);
    List<String> others =
        back.stream()
            .filter(each -> !each.at().isBefore(from) && !each.isBySameAs(last))
            .map(each -> each.principal().isEmpty() ? "somebody" : each.principal())
            .distinct()
            .toList();
    return others.isEmpty() ? "" : "before that also " + String.join(" and ", others);
  }

  private Culprit culprit(ShownChange change, List<Owned> owned, String others) {
    Optional<OwnWrites.Trace> event =
        events.stream()
            .filter(each -> !each.correlationId().isEmpty())
            .filter(each -> each.correlationId().equalsIgnoreCase(change.correlationId()))
            .findFirst();
    String principal =
        event
            .map(each -> id(each.objectId(), each.applicationId()))
            .filter(id -> !id.isEmpty())
            .orElse(change.principal());
    String client =
        event
            .map(OwnWrites.Trace::applicationId)
            .filter(id -> !id.isEmpty())
            .orElse(change.client());
    return new Culprit(
        principal,
        change.kind(),
        client,
        change.clientType(),
        Optional.of(change.at()),
        Stream.of(principal.isEmpty() ? change.doubt() : change.doubtOf(owned), others)
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining("; ")));
  }

  /**
   * Who it may be where Resource Graph shows nothing, or not yet: events tell who wrote, though not
   * what.
   */
  public Culprit suspect(List<Owned> owned, Instant since) {
    List<OwnWrites.Trace> others =
        events.stream()
            .filter(each -> each.at().isAfter(since) && !own.isOwn(each))
            .filter(each -> owned.stream().anyMatch(o -> each.resource().covers(o.resource())))
            .filter(each -> !id(each.objectId(), each.applicationId()).isEmpty())
            .toList();
    List<String> principals = new ArrayList<>();
    for (OwnWrites.Trace each : others) {
      String id = id(each.objectId(), each.applicationId());
      if (principals.stream().noneMatch(id::equalsIgnoreCase)) {
        principals.add(id);
      }
    }
    String shown = shown(owned, since);
    if (principals.size() != 1) {
      return Culprit.unknown(
          principals.isEmpty() ? shown : shown + "; " + principals.size() + " others wrote to it");
    }
    OwnWrites.Trace last = others.get(others.size() - 1);
    return new Culprit(
        principals.get(0),
        "",
        last.applicationId(),
        "",
        Optional.of(last.at()),
        shown + "; nobody else wrote to it");
  }

  private String shown(List<Owned> owned, Instant since) {
    return missing.isEmpty()
        ? "Resource Graph shows no change of %s since %s, and keeps 14 days"
            .formatted(String.join(", ", owned.stream().map(Owned::text).toList()), since)
        : "property changes could not be read: " + missing;
  }

  private static String id(String objectId, String applicationId) {
    return objectId.isEmpty() ? applicationId : objectId;
  }
}
