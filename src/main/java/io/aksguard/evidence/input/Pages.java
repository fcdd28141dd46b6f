package io.aksguard.evidence.input;

import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.Evidence;
import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.Resource;
import io.aksguard.evidence.join.Inventory;
import io.aksguard.evidence.join.Joiner;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Evidence from pages in memory, understood as those in a file are. */
public final class Pages {
  private final Inventory inventory = new Inventory();
  private final Map<ArmId, Resource> clusters = new LinkedHashMap<>();
  private final Map<ArmId, Evidence> unread = new LinkedHashMap<>();

  /**
   * @param where told as the place of what is found in the bodies, such as a host
   */
  public Pages(List<Page> pages, String where) {
    Identity identity = new Identity(where);
    for (Page page : pages) {
      Recognizer recognizer = new Recognizer(new Sink(page), identity, where);
      page.value().forEach(recognizer::recognize);
      page.listed().forEach(inventory::add);
      page.unread().forEach((id, gap) -> unread(page, id, gap));
    }
  }

  private void unread(Page page, ArmId id, Gap gap) {
    inventory.addUnread(id, gap);
    if (id.type().equals(Optional.of(Resource.CLUSTER))) {
      unread.put(id, Evidence.unread(id, gap, page.observedAt(), page.source()));
    }
  }

  /** The evidence of each cluster. */
  public void clusters(Consumer<Evidence> sink) {
    Joiner joiner = new Joiner(inventory, false);
    clusters.values().forEach(cluster -> sink.accept(joiner.evidence(cluster, Set.of(), Map.of())));
    unread.forEach(
        (id, evidence) -> {
          if (!clusters.containsKey(id)) {
            sink.accept(evidence);
          }
        });
  }

  private final class Sink implements Recognizer.Found {
    private final Page page;

    private Sink(Page page) {
      this.page = page;
    }

    @Override
    public void resource(JsonObject body, ArmId id, String type) {
      String own = Identity.type(id, type);
      JsonObject checked = Shapes.check(body, own).body();
      Resource resource = new Resource(id, own, checked, page.observedAt(), page.source());
      if (resource.isCluster()) {
        clusters.put(id, resource);
      } else {
        inventory.add(resource);
      }
    }

    @Override
    public void template(JsonObject template) {} // Azure answers none

    @Override
    public void parameters(JsonObject parameters) {} // Azure answers none

    @Override
    public void kubernetes(JsonObject object) {} // Azure answers none

    @Override
    public void objectsMissing(String reason) {} // Azure answers none

    @Override
    public void cut(String reason) {} // whether a list is whole is said in the page

    @Override
    public void other(String what) {} // nothing that can be judged
  }
}
