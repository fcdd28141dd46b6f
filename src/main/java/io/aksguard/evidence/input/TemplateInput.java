package io.aksguard.evidence.input;

import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.Evidence;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.Resource;
import io.aksguard.evidence.join.Inventory;
import io.aksguard.evidence.join.Joiner;
import io.aksguard.evidence.template.Resolved;
import io.aksguard.evidence.template.TemplateResolver;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** A deployment template: a world of its own, in which what is absent will not be there. */
final class TemplateInput {
  private final Resolved resolved;
  private final List<String> notes;
  private final List<String> refused = new ArrayList<>();

  TemplateInput(JsonObject template, JsonObject parameters) {
    this.resolved = TemplateResolver.resolve(template, parameters);
    this.notes = new ArrayList<>(resolved.notes());
  }

  /** Hands on the evidence of the template's clusters and returns their number. */
  int clusters(Consumer<Evidence> sink) {
    Inventory inventory = new Inventory();
    List<Resource> clusters = new ArrayList<>();
    Set<String> ids = new LinkedHashSet<>();
    Identity identity = new Identity("");
    for (JsonObject body : resolved.resources()) {
      String written = body.string("type").orElse("");
      ArmId id = identity.of(body, written);
      Shapes.Checked checked = Shapes.check(body, Identity.type(id, written));
      notes.addAll(checked.notes());
      refused.addAll(checked.refused());
      Resource resource = new Resource(id, Identity.type(id, written), checked.body(), null);
      if (resource.isCluster()) {
        clusters.add(resource);
        ids.add(id.key());
      } else {
        inventory.add(resource);
      }
    }
    Joiner joiner = new Joiner(inventory, true);
    clusters.forEach(cluster -> sink.accept(joiner.evidence(cluster, Set.of(), Map.of())));
    List<ArmId> orphans = List.copyOf(inventory.orphanedPools(ids));
    orphans.forEach(orphan -> sink.accept(joiner.withoutCluster(orphan, null)));
    return clusters.size() + orphans.size();
  }

  /** What could not be resolved or understood; complete after {@link #clusters}. */
  List<String> notes() {
    return notes;
  }

  /** What is of the wrong kind; complete after {@link #clusters}. */
  List<String> refused() {
    return refused;
  }
}
