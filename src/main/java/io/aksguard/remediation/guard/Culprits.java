package io.aksguard.remediation.guard;

import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
   * @param changes the evidence section of that name
   * @param events that have told of changes of the cluster
   */
  public Culprits(Object changes, List<OwnWrites.Trace> events, OwnWrites own) {
    @Nullable Object properties =
        changes instanceof JsonObject known ? known.raw("properties") : changes;
    this.changes =
        properties instanceof JsonArray all
            ? all.objects().stream().flatMap(row -> ShownChange.of(row).stream()).toList()
            : List.of();
    this.missing = missing(properties);
    this.events = List.copyOf(events);
    this.own = own;
  }

  private static String missing(@Nullable Object properties) {
    if (properties instanceof JsonArray all) {
      return all.rest().map(Gap::reason).orElse("");
    }
    return properties instanceof Gap gap ? gap.reason() : "the section has none";
  }

  /**
   * Who was the last to change any of these.
   *
   * @param owned what one fix has set
   * @param since when the fix was found to hold
   */
  public Culprit find(List<Owned> owned, Instant since) {
    Optional<ShownChange> change =
        changes.stream()
            .filter(each -> each.at().isAfter(since) && owned.stream().anyMatch(each::takesBack))
            .filter(each -> !own.isOwn(each.trace()))
            .max(Comparator.comparing(ShownChange::at));
    return change.map(each -> culprit(each, owned)).orElseGet(() -> writer(owned, since));
  }

  private Culprit culprit(ShownChange change, List<Owned> owned) {
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
        principal.isEmpty() ? change.doubt() : change.doubtOf(owned));
  }

  /** Resource Graph shows nothing, or not yet: events tell who wrote, though not what. */
  private Culprit writer(List<Owned> owned, Instant since) {
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
