package io.aksguard.adapter.arm;

import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonObject;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Defender's assessments, from Resource Graph: ARM lists them by subscription and management group
 * only. They age by hours, so that its lag does no harm.
 */
final class DefenderReads {
  private static final String ASSESSMENT = "microsoft.security/assessments";

  private final Reads reads;
  private final Finder finder;
  private final Audited audited;

  DefenderReads(Reads reads, Finder finder, Audited audited) {
    this.reads = reads;
    this.finder = finder;
    this.audited = audited;
  }

  /** Those of a cluster and of registries, in one query. */
  void assessments(Collection<ArmId> of) {
    Answer found = finder.assessments(of);
    for (ArmId resource : of) {
      Optional<Gap> gap = found.missing().or(() -> unseen(resource));
      reads.told(
          ASSESSMENT,
          resource.value(),
          new Answer.Ok(below(resource, found), gap.orElse(null), found.askedAt()));
    }
  }

  /** Resource Graph leaves out what lies elsewhere without a word. */
  private Optional<Gap> unseen(ArmId resource) {
    return audited.isSeen(resource)
        ? Optional.empty()
        : Optional.of(
            new Gap("Resource Graph: " + resource + " lies in a subscription that it cannot see"));
  }

  private static List<JsonObject> below(ArmId resource, Answer found) {
    String prefix = resource.key() + "/";
    return found.resources().stream()
        .filter(row -> row.string("id").orElse("").toLowerCase(Locale.ROOT).startsWith(prefix))
        .toList();
  }
}
