package io.aksguard.remediation;

import io.aksguard.control.MemberPath;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Takes a write back over the body that ARM has just answered. */
final class Undo {
  private final Preimage preimage;
  private final Body found;

  private Undo(Preimage preimage, Map<String, Object> read) {
    this.preimage = preimage;
    this.found = Body.copy(read);
  }

  /** As {@link Preimage#undo}. */
  static Request of(Preimage preimage, Optional<Map<String, Object>> read) {
    if (read.isEmpty()) {
      return preimage.isNew()
          ? new Request.None()
          : new Request.Refused("it is not there any more");
    }
    try {
      return new Undo(preimage, read.get()).request();
    } catch (BodyException e) {
      return new Request.Refused("the body is not as expected: " + e.getMessage());
    }
  }

  /** As {@link Preimage#lasting}. */
  static boolean isLasting(Preimage preimage, Owned owned) {
    if (owned.isSecret()) {
      return true;
    }
    if (preimage.isNew() || Keeping.whole(preimage.resource(), owned.path()).isPresent()) {
      return false;
    }
    // Of an object members stay that only the new one has.
    return owned.written() instanceof Map<?, ?>
        || (owned.before() == null && owned.absence() == null);
  }

  private Request request() {
    List<Owned> left = preimage.owned().stream().filter(each -> !isBack(each)).toList();
    List<MemberPath> lasting =
        left.stream().filter(each -> isLasting(preimage, each)).map(Owned::path).toList();
    List<MemberPath> others =
        left.stream().filter(each -> !isAsWritten(each)).map(Owned::path).toList();
    if (!lasting.isEmpty()) {
      return new Request.Refused("no value is known that comes to what was there before", lasting);
    }
    if (!others.isEmpty()) {
      return new Request.Refused("somebody has changed it since", others);
    }
    return preimage.isNew() ? new Request.Delete() : back(left);
  }

  /** What Azure itself fills in where it makes a resource was changed by nobody. */
  private boolean isAsWritten(Owned owned) {
    Object now = found.value(owned.path());
    return preimage.isNew()
        ? Alike.includes(now, owned.written())
        : Alike.are(now, owned.written());
  }

  /** A new resource is back when it is gone, and what nobody can compare never is. */
  private boolean isBack(Owned owned) {
    Object now = found.value(owned.path());
    return !preimage.isNew()
        && !owned.isSecret()
        && (Alike.are(now, target(owned)) || (now == null && owned.before() == null));
  }

  private static @Nullable Object target(Owned owned) {
    return owned.before() != null
        ? owned.before()
        : owned.absence() == null ? null : owned.absence().value();
  }

  private Request back(List<Owned> left) {
    Body sent = Body.copy(found.root());
    OneWay.drop(preimage.resource(), sent.root());
    boolean isNeeded = false;
    List<Owned> lastFirst = new ArrayList<>(left);
    Collections.reverse(lastFirst);
    for (Owned owned : lastFirst) {
      OptionalInt whole = Keeping.whole(preimage.resource(), owned.path());
      Object target = target(owned);
      if (target == null) {
        sent.takeOut(owned.path(), Math.max(owned.there(), whole.orElse(0)));
      } else {
        sent.set(owned.path(), target);
      }
      // What only goes with other members is no reason to write.
      isNeeded |= target != null || whole.isPresent();
    }
    return isNeeded ? new Request.Put(sent.root()) : new Request.None();
  }
}
