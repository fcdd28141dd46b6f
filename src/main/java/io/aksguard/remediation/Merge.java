package io.aksguard.remediation;

import io.aksguard.cluster.ArmId;
import io.aksguard.control.MemberPath;
import io.aksguard.control.Wanted;
import io.aksguard.evidence.GapException;
import io.aksguard.evidence.Plain;
import io.aksguard.remediation.permission.Needed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes what fixes want, one after the other, into as few calls as possible. */
final class Merge {
  private static final String IMAGE = "upgradeNodeImageVersion";

  private final Bodies bodies;
  private final Map<ArmId, Target> targets = new LinkedHashMap<>();
  private final Map<Call, Set<String>> calls = new LinkedHashMap<>();

  Merge(Bodies bodies) {
    this.bodies = bodies;
  }

  /** An action that is posted to a resource. */
  record Call(ArmId resource, String action) {}

  /** A resource that is changed. */
  static final class Target {
    private final boolean isNew;
    private final Map<String, Object> root;
    private final List<Claim> claims;
    private final List<Write.Edit> edits;

    private Target(
        boolean isNew, Map<String, Object> root, List<Claim> claims, List<Write.Edit> edits) {
      this.isNew = isNew;
      this.root = root;
      this.claims = claims;
      this.edits = edits;
    }

    @SuppressWarnings("unchecked")
    private Target copy() {
      return new Target(
          isNew,
          (Map<String, Object>) Objects.requireNonNull(Plain.of(root)),
          new ArrayList<>(claims),
          new ArrayList<>(edits));
    }

    boolean isNew() {
      return isNew;
    }

    List<Write.Edit> edits() {
      return edits;
    }

    /**
     * Whether a fix that was taken in before, of this control or another, changes a member to what
     * this one wants.
     *
     * @param older how many claims there were before those of this one
     */
    private boolean isShared(int older) {
      return claims.stream()
          .skip(older)
          .filter(mine -> !Objects.equals(mine.before(), mine.value()))
          .anyMatch(
              mine ->
                  claims.stream().limit(older).anyMatch(other -> other.path().same(mine.path())));
    }

    /** What the evidence has there, also where it is claimed already. */
    private @Nullable Object before(MemberPath path) {
      return claims.stream()
          .filter(claim -> claim.path().same(path))
          .findFirst()
          .map(claim -> Optional.ofNullable(claim.before()))
          .orElseGet(() -> Optional.ofNullable(new Body(root).value(path)))
          .orElse(null);
    }

    /** Which members are claimed, and by which control. */
    private Map<MemberPath, String> paths() {
      Map<MemberPath, String> paths = new LinkedHashMap<>();
      claims.forEach(claim -> paths.put(claim.path(), claim.control()));
      return paths;
    }

    /** Who wants something of it, in their order. */
    List<String> controls() {
      return claims.stream().map(Claim::control).distinct().toList();
    }
  }

  /** What all that was taken in comes to, in the order in which it is done. */
  List<Change> changes() {
    List<Change> changes = new ArrayList<>();
    Set<ArmId> made = made();
    targets.forEach(
        (resource, target) -> {
          if (!target.edits.isEmpty()) {
            changes.add(
                new Change(
                    resource,
                    target.isNew,
                    "",
                    target.claims,
                    target.controls(),
                    Needed.of(resource, "", made, target.root)));
          }
        });
    calls.forEach(
        (call, wanting) ->
            changes.add(
                new Change(
                    call.resource(),
                    false,
                    call.action(),
                    List.of(),
                    List.copyOf(wanting),
                    Needed.of(call.resource(), call.action(), made, Map.of()))));
    changes.sort(Change.ORDER);
    return changes;
  }

  private Set<ArmId> made() {
    Set<ArmId> made = new HashSet<>();
    targets.forEach(
        (resource, target) -> {
          if (target.isNew) {
            made.add(resource);
          }
        });
    return made;
  }

  /** What a change does to the body in the evidence; nothing of an action. */
  List<Write.Edit> edits(Change change) {
    Target target = change.call().isEmpty() ? targets.get(change.resource()) : null;
    return target == null ? List.of() : target.edits;
  }

  /** Resources that are changed, in the order in which they were first wanted. */
  Map<ArmId, Target> targets() {
    return targets;
  }

  /** Actions, with the controls that want them. */
  Map<Call, Set<String>> calls() {
    return calls;
  }

  /**
   * Takes a fix in, all of it or nothing.
   *
   * @return why it cannot be taken in
   */
  Optional<Hold> add(String control, List<Wanted> steps) {
    Map<ArmId, Target> changed = new LinkedHashMap<>();
    boolean isWanted = false;
    try {
      for (Wanted step : steps) {
        Target target =
            changed.computeIfAbsent(step.resource(), resource -> target(resource).copy());
        int before = target.edits.size();
        int older = target(step.resource()).claims.size();
        Optional<Hold> conflict =
            step.call().isEmpty() ? change(target, control, step) : call(target, step);
        if (conflict.isPresent()) {
          return conflict;
        }
        isWanted |=
            !step.call().isEmpty() || target.edits.size() > before || target.isShared(older);
      }
    } catch (BodyException | GapException e) {
      return Optional.of(new Hold("needs", "the body is not as expected: " + e.getMessage()));
    }
    if (!isWanted) {
      return Optional.of(new Hold("needs", "nothing is left to change: a new assessment is due"));
    }
    targets.putAll(changed);
    steps.stream()
        .filter(step -> !step.call().isEmpty())
        .map(step -> new Call(step.resource(), step.call()))
        .forEach(call -> calls.computeIfAbsent(call, key -> new LinkedHashSet<>()).add(control));
    return Optional.empty();
  }

  private static Optional<Hold> call(Target target, Wanted step) {
    return step.call().equals(IMAGE)
        ? Pools.imageBesideUpgrade(step.resource(), target.paths())
        : Optional.empty();
  }

  private Target target(ArmId resource) {
    Target known = targets.get(resource);
    if (known != null) {
      return known;
    }
    Optional<Map<String, Object>> body = bodies.of(resource);
    return new Target(
        body.isEmpty(), body.orElseGet(LinkedHashMap::new), new ArrayList<>(), new ArrayList<>());
  }

  private Optional<Hold> change(Target target, String control, Wanted step) {
    Body body = new Body(target.root);
    for (Claim claim : claims(control, step)) {
      Optional<Hold> conflict =
          conflict(step.resource(), target, claim)
              .or(() -> upgradeBesideImage(step.resource(), claim));
      if (conflict.isPresent()) {
        return conflict;
      }
      target.claims.add(claim.over(target.before(claim.path())));
      Optional<PatchOperation> operation =
          claim.value() == null ? body.remove(claim.path()) : body.set(claim.path(), claim.value());
      operation.ifPresent(done -> target.edits.add(new Write.Edit(control, done)));
    }
    return Optional.empty();
  }

  /** What the step wants, before anybody has looked what is there. */
  private static List<Claim> claims(String control, Wanted step) {
    List<Claim> claims = new ArrayList<>();
    step.set()
        .forEach(
            each ->
                claims.add(new Claim(control, each.path(), each.value(), each.absence(), null)));
    step.remove().forEach(path -> claims.add(new Claim(control, path, null, null, null)));
    return claims;
  }

  /** The upgrade comes first, or the image that was asked for: not both. */
  private Optional<Hold> upgradeBesideImage(ArmId resource, Claim claim) {
    Set<String> wanting = calls.get(new Call(resource, IMAGE));
    return wanting != null && Pools.isUpgrade(resource, claim.path())
        ? Optional.of(
            new Hold(
                "conflict",
                "a new image is asked for by %s, and an upgrade would bring another one"
                    .formatted(String.join(", ", wanting))))
        : Optional.empty();
  }

  /** Two fixes may want the same; they may not want different things of one member. */
  private static Optional<Hold> conflict(ArmId resource, Target target, Claim claim) {
    Optional<Hold> both = Pools.conflict(resource, target.paths(), claim.control(), claim.path());
    if (both.isPresent()) {
      return both;
    }
    return target.claims.stream()
        .filter(other -> other.path().touches(claim.path()))
        .filter(
            other ->
                !(other.path().same(claim.path()) && Objects.equals(other.value(), claim.value())))
        .findFirst()
        .map(
            other ->
                new Hold(
                    "conflict",
                    "%s wants %s otherwise, and is graver or comes first"
                        .formatted(other.control(), other.path())));
  }
}
