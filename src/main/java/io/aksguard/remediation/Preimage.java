package io.aksguard.remediation;

import io.aksguard.cluster.ArmId;
import io.aksguard.control.MemberPath;
import io.aksguard.evidence.JsonWriter;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a write changes in a resource, as it was before: saved before the write, and all that undo
 * needs besides a fresh body.
 *
 * @param isNew whether the write makes the resource
 * @param owned members that it changes, in this order
 */
public record Preimage(ArmId resource, boolean isNew, List<Owned> owned) {
  public Preimage {
    owned = List.copyOf(owned);
  }

  /** Of it what none but these controls wanted. */
  public Preimage of(Collection<String> controls) {
    List<Owned> theirs =
        owned.stream().filter(each -> controls.containsAll(each.controls())).toList();
    return new Preimage(resource, isNew && theirs.equals(owned), theirs);
  }

  /** Members that {@link #undo} could not take back, whatever is there then. */
  public List<MemberPath> lasting() {
    return owned.stream().filter(each -> Undo.isLasting(this, each)).map(Owned::path).toList();
  }

  /**
   * What takes the write back, and nothing else: each member gets what it had before. A member that
   * does not hold what was written is somebody else's by now, and then nothing is taken back.
   *
   * @param read the resource's body as ARM's GET answers it now, with its nulls; empty where there
   *     is none
   */
  public Request undo(Optional<Map<String, Object>> read) {
    return Undo.of(this, read);
  }

  /** A copy of the body without what the write owns, and without what only Azure writes. */
  public Map<String, Object> others(Map<String, Object> body) {
    Body others = Body.copy(body);
    OneWay.drop(resource, others.root());
    owned.forEach(each -> others.takeOut(each.path(), each.there()));
    return others.root();
  }

  /**
   * Whether a body has what was written; of secrets, which ARM never answers, nobody can say.
   *
   * @param body plain maps, lists and scalars
   */
  public boolean isWritten(Map<String, Object> body) {
    try {
      Body found = Body.copy(body);
      return owned.stream()
          .filter(each -> !each.isSecret())
          .allMatch(each -> Alike.are(found.value(each.path()), each.written()));
    } catch (BodyException e) {
      return false;
    }
  }

  /** As JSON; it has no secret in clear. */
  public String json() {
    return JsonWriter.text(PreimageJson.members(this));
  }

  /**
   * The one of {@link #json}.
   *
   * @throws IOException when it is none; the message is a sentence
   */
  public static Preimage read(String json) throws IOException {
    return PreimageJson.read(json);
  }
}
