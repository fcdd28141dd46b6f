package io.aksguard.remediation;

import io.aksguard.control.MemberPath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a change comes to over the body that ARM has just answered: the whole of that body with what
 * is wanted of it in place. Also what nobody here knows is sent back as it was read; AKS keeps most
 * of what a body leaves out, but promises it nowhere.
 *
 * @param request a {@link Request.Put}, or {@link Request.None} where somebody has mended it
 *     meanwhile, or {@link Request.Refused}
 * @param preimage what the request changes; empty where there is none
 * @param moved members that hold neither what the evidence had nor what is wanted: somebody has
 *     changed them since, and what was worked out, or approved, was about something else
 */
public record Revision(Request request, Preimage preimage, List<MemberPath> moved) {
  public Revision {
    moved = List.copyOf(moved);
  }

  /**
   * @param read the resource's body as ARM's GET answers it, plain maps, lists and scalars with
   *     their nulls; empty where there is none
   * @throws IllegalArgumentException when the change is an action, which has no body
   */
  public static Revision of(Change change, Optional<Map<String, Object>> read) {
    if (!change.call().isEmpty()) {
      throw new IllegalArgumentException(change.call() + " is an action and has no body");
    }
    if (read.isEmpty() && !change.isNew()) {
      return refused(change, "it is not there any more");
    }
    try {
      return of(change, read.isEmpty(), read.orElse(Map.of()));
    } catch (BodyException e) {
      return refused(change, "the body is not as expected: " + e.getMessage());
    }
  }

  private static Revision of(Change change, boolean isNew, Map<String, Object> read) {
    Body found = Body.copy(read);
    Body sent = Body.copy(read);
    OneWay.drop(change.resource(), sent.root());
    List<Owned> owned = new ArrayList<>();
    List<MemberPath> moved = new ArrayList<>();
    for (List<Claim> same : byMember(change.claims())) {
      Claim claim = same.get(0);
      Object before = found.value(claim.path());
      if (Alike.are(before, claim.value())) {
        continue;
      }
      if (!Alike.are(before, claim.before())) {
        moved.add(claim.path());
      }
      owned.add(owned(same, before, found.there(claim.path())));
      if (claim.value() == null) {
        sent.remove(claim.path());
      } else {
        sent.set(claim.path(), claim.value());
      }
    }
    Request request = owned.isEmpty() ? new Request.None() : new Request.Put(sent.root());
    return new Revision(request, new Preimage(change.resource(), isNew, owned), moved);
  }

  /** Two fixes may want the same of one member, and nothing else: the merge sees to that. */
  private static Collection<List<Claim>> byMember(List<Claim> claims) {
    return claims.stream()
        .collect(
            Collectors.groupingBy(
                claim -> claim.path().toString().toLowerCase(Locale.ROOT),
                LinkedHashMap::new,
                Collectors.toList()))
        .values();
  }

  private static Owned owned(List<Claim> same, @Nullable Object before, int there) {
    Claim claim = same.get(0);
    return new Owned(
        same.stream().map(Claim::control).distinct().toList(),
        claim.path(),
        Secrets.shown(claim.path(), before),
        Secrets.shown(claim.path(), claim.value()),
        there,
        claim.absence(),
        Secrets.isIn(claim.path(), before) || Secrets.isIn(claim.path(), claim.value()));
  }

  private static Revision refused(Change change, String reason) {
    return new Revision(
        new Request.Refused(reason),
        new Preimage(change.resource(), change.isNew(), List.of()),
        List.of());
  }
}
