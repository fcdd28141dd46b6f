package io.aksguard.remediation.trial;

import io.aksguard.cluster.ArmId;
import io.aksguard.control.CaseFile;
import io.aksguard.control.MemberPath;
import io.aksguard.remediation.Change;
import io.aksguard.remediation.Preimage;
import io.aksguard.remediation.Request;
import io.aksguard.remediation.Revision;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes the changes of one case and takes them back, and reports where that does not work out. */
final class Written {
  private final Azure azure;
  private final CaseFile each;
  private final boolean hasUndo;
  private final List<Saved> saved = new ArrayList<>();

  /** What is kept of a write, and the body before it. */
  private record Saved(String preimage, Optional<Map<String, Object>> before) {}

  /**
   * @param hasUndo whether the remedy can be taken back, as its author says
   */
  Written(Azure azure, CaseFile each, boolean hasUndo) {
    this.azure = azure;
    this.each = each;
    this.hasUndo = hasUndo;
  }

  void write(Change change) {
    Optional<Map<String, Object>> before = azure.get(change.resource());
    Revision revision = Revision.of(change, before);
    if (!(revision.request() instanceof Request.Put)) {
      each.report("the remedy does not fit the bodies: " + revision.request());
      return;
    }
    if (!revision.moved().isEmpty()) {
      each.report("the evidence has otherwise than the bodies: " + named(revision.moved()));
    }
    Preimage preimage = revision.preimage();
    if (hasUndo && !preimage.lasting().isEmpty()) {
      each.report(
          "the remedy adds "
              + named(preimage.lasting())
              + ", which Azure keeps when a body leaves it out: name in 'absent' the value that"
              + " comes to the same as none, or write 'undo: none'");
    }
    azure.send(change.resource(), revision.request());
    saved.add(new Saved(preimage.json(), before));
    compare(preimage, before, "changes what it does not name");
  }

  /** Takes all of it back, the last first. */
  void takeBack() {
    for (int i = saved.size() - 1; i >= 0; i--) {
      takeBack(saved.get(i));
    }
  }

  private void takeBack(Saved write) {
    Preimage preimage = read(write.preimage());
    ArmId resource = preimage.resource();
    Request request = preimage.undo(azure.get(resource));
    if (request instanceof Request.Refused refused) {
      each.report("the remedy cannot be taken back: " + refused);
      return;
    }
    azure.send(resource, request);
    if (!preimage.undo(azure.get(resource)).equals(new Request.None())) {
      each.report("the remedy, taken back, is not back");
    }
    compare(preimage, write.before(), "taken back, leaves another body than it found");
  }

  /** What the write does not own stays as it was. */
  private void compare(Preimage preimage, Optional<Map<String, Object>> before, String what) {
    Optional<Map<String, Object>> after = azure.get(preimage.resource());
    if (before.isPresent() && !before.map(preimage::others).equals(after.map(preimage::others))) {
      each.report("the remedy " + what);
    }
  }

  private static Preimage read(String json) {
    try {
      return Preimage.read(json);
    } catch (IOException e) {
      throw new IllegalStateException("a pre-image that cannot be read back: " + json, e);
    }
  }

  private static String named(List<MemberPath> members) {
    return String.join(", ", members.stream().map(MemberPath::toString).toList());
  }
}
