package io.aksguard.evidence.input;

import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.Resource;
import java.time.Instant;

/** One reading of a file: its documents, sorted by what they are. */
final class Reading implements Documents.Sink {
  private final String path;
  private final Instant observedAt;
  private final Remarks remarks;
  private final Found found;
  private final Identity identity;
  private boolean anything;

  /** Receives what the file holds. */
  interface Found {
    void cluster(Resource cluster);

    void other(Resource resource, Listing listing);

    void page(Page page);

    void kubernetes(JsonObject object, Instant observedAt);

    /** Other Kubernetes objects could not be read. */
    void objectsMissing(Gap gap);

    void template(JsonObject template);

    void parameters(JsonObject parameters);
  }

  /**
   * @param observedAt of what does not say it itself
   */
  Reading(String path, Instant observedAt, Remarks remarks, Found found) {
    this.path = path;
    this.observedAt = observedAt;
    this.remarks = remarks;
    this.found = found;
    this.identity = new Identity(path);
  }

  /** Whether there was a resource, or a page of a snapshot. */
  boolean foundAnything() {
    return anything;
  }

  @Override
  public void document(JsonObject document, Listing listing) {
    new Recognizer(new ResourceSink(listing), identity, path).recognize(document);
  }

  @Override
  public void page(Page head) {
    anything = true;
    found.page(head);
  }

  @Override
  public void objectsMissing(String reason) {
    remarks.notes().add(reason);
    found.objectsMissing(new Gap(reason));
  }

  @Override
  public void note(String note) {
    remarks.notes().add(note);
  }

  private final class ResourceSink implements Recognizer.Found {
    private final Listing listing;

    private ResourceSink(Listing listing) {
      this.listing = listing;
    }

    @Override
    public void resource(JsonObject body, ArmId id, String type) {
      Shapes.Checked checked = Shapes.check(body, Identity.type(id, type));
      remarks.notes().addAll(checked.notes());
      remarks.refused().addAll(checked.refused());
      Instant said = listing.observedAt();
      Resource resource =
          new Resource(
              id,
              Identity.type(id, type),
              checked.body(),
              said == null ? observedAt : said,
              listing.source());
      anything = true;
      if (resource.isCluster()) {
        found.cluster(resource);
      } else {
        found.other(resource, listing);
      }
    }

    @Override
    public void template(JsonObject template) {
      found.template(template);
    }

    @Override
    public void parameters(JsonObject parameters) {
      found.parameters(parameters);
    }

    @Override
    public void kubernetes(JsonObject object) {
      Shapes.Checked checked = ObjectShapes.check(object);
      remarks.notes().addAll(checked.notes());
      remarks.refused().addAll(checked.refused());
      anything = true;
      found.kubernetes(checked.body(), observedAt);
    }

    @Override
    public void objectsMissing(String reason) {
      Reading.this.objectsMissing(reason);
    }

    @Override
    public void cut(String reason) {
      listing.cut(reason);
      remarks.notes().add(reason);
    }

    @Override
    public void other(String what) {
      remarks.others().add(what);
    }
  }
}
