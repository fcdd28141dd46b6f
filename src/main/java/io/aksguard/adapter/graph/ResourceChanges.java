package io.aksguard.adapter.graph;

import io.aksguard.adapter.arm.Answer;
import io.aksguard.adapter.arm.Finder;
import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import io.aksguard.remediation.azure.ChangeLog;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Changes as Resource Graph shows them, one query for each resource. */
public final class ResourceChanges implements ChangeLog {
  private final Finder finder;

  public ResourceChanges(Finder finder) {
    this.finder = finder;
  }

  @Override
  public JsonArray changes(Collection<ArmId> resources) {
    List<JsonObject> rows = new ArrayList<>();
    Optional<Gap> missing = Optional.empty();
    for (ArmId resource : resources) {
      Answer answer = finder.changes(resource);
      rows.addAll(answer.resources());
      missing = missing.or(answer::missing);
    }
    return missing.map(gap -> JsonArray.partly(rows, gap)).orElseGet(() -> JsonArray.of(rows));
  }
}
