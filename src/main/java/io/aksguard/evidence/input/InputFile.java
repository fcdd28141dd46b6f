package io.aksguard.evidence.input;

import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.Evidence;
import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.Resource;
import io.aksguard.evidence.join.Inventory;
import io.aksguard.evidence.join.Joiner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** One file of the inputs, in both readings. */
final class InputFile {
  private static final int MOST_NOTES = 5;

  private final Path path;
  private final Manifest manifest;
  private final Set<String> notes = new LinkedHashSet<>();
  private final Set<String> refused = new LinkedHashSet<>();
  private final Set<String> remarks = new LinkedHashSet<>();
  private final Set<String> others = new LinkedHashSet<>();
  private @Nullable String error;
  private @Nullable Instant written;
  private int resources;
  private int clusters;
  private int templates;
  private boolean parameters;
  private boolean pages;

  InputFile(Path path, Manifest manifest) {
    this.path = path;
    this.manifest = manifest;
  }

  /** The first reading: everything but clusters goes into the inventory. */
  void scan(Inventory inventory, Map<String, String> known, Parameters allParameters) {
    Map<Listing, Set<Resource>> listed = new HashMap<>();
    read(
        new Reading() {
          @Override
          public void cluster(Resource cluster) {
            clusters++;
            String before = known.putIfAbsent(cluster.id().key(), path.toString());
            if (before != null && !before.equals(path.toString())) {
              remarks.add(
                  "cluster " + cluster.id().name() + " is also in " + before + "; both are judged");
            }
          }

          @Override
          public void other(Resource resource, Listing listing) {
            inventory.add(resource);
            listed.computeIfAbsent(listing, l -> new LinkedHashSet<>()).add(resource);
          }

          @Override
          public void page(Page page) {
            page.listed().forEach(inventory::add);
            page.unread().forEach(inventory::addUnread);
            unreadClusters(page)
                .forEach(
                    (id, gap) -> {
                      clusters++;
                      resources++;
                      known.putIfAbsent(id.key(), path.toString());
                    });
          }

          @Override
          public void template(JsonObject template) {
            templates++;
          }

          @Override
          public void parameters(JsonObject found) {
            parameters = true;
            allParameters.add(path, found);
          }
        });
    listed.forEach(
        (listing, all) -> {
          if (listing.whole()) {
            all.forEach(r -> r.id().parent().ifPresent(p -> inventory.addWholeList(r.type(), p)));
          }
        });
  }

  /** The second reading: the clusters. */
  void clusters(Joiner joiner, Parameters allParameters, Consumer<Evidence> sink) {
    if (clusters + templates == 0) {
      return;
    }
    List<JsonObject> found = new ArrayList<>();
    read(
        new Reading() {
          @Override
          public void cluster(Resource cluster) {
            sink.accept(joiner.evidence(cluster, manifest.complete(), manifest.gaps()));
          }

          @Override
          public void page(Page page) {
            unreadClusters(page)
                .forEach(
                    (id, gap) ->
                        sink.accept(Evidence.unread(id, gap, page.observedAt(), page.source())));
          }

          @Override
          public void template(JsonObject template) {
            found.add(template);
          }

          @Override
          public void other(Resource resource, Listing listing) {} // in the inventory already

          @Override
          public void parameters(JsonObject parameters) {} // known already
        });
    for (JsonObject template : found) {
      TemplateInput input = new TemplateInput(template, allParameters.forTemplate(path));
      clusters += input.clusters(sink);
      notes.addAll(input.notes());
      refused.addAll(input.refused());
    }
  }

  /** Clusters of which is known only that they could not be read. */
  private static Map<ArmId, Gap> unreadClusters(Page page) {
    Map<ArmId, Gap> unread = new LinkedHashMap<>();
    page.unread()
        .forEach(
            (id, gap) -> {
              if (id.type().equals(Optional.of(Resource.CLUSTER))) {
                unread.put(id, gap);
              }
            });
    return unread;
  }

  InputLine line(Parameters allParameters) {
    String shown = path.toString();
    if (error != null) {
      String judged = clusters > 0 ? "; " + clusters + " clusters before it were judged" : "";
      return new InputLine(shown, InputLine.Status.ERROR, error + judged);
    }
    if (!refused.isEmpty()) {
      return new InputLine(shown, InputLine.Status.ERROR, summary(refused));
    }
    if (!notes.isEmpty()) {
      return new InputLine(shown, InputLine.Status.PARTIAL, summary(notes));
    }
    if (parameters && !allParameters.isUsed(path)) {
      return new InputLine(
          shown,
          InputLine.Status.IGNORED,
          "a parameter file; no template of that name was among the inputs");
    }
    if (templates > 0 && clusters == 0) {
      return new InputLine(shown, InputLine.Status.IGNORED, "the template deploys no AKS cluster");
    }
    if (resources + templates == 0 && !parameters && !pages) {
      return others.isEmpty()
          ? new InputLine(shown, InputLine.Status.READ, "an empty list")
          : new InputLine(shown, InputLine.Status.IGNORED, summary(others));
    }
    return new InputLine(shown, InputLine.Status.READ, summary(remarks));
  }

  private static String summary(Set<String> notes) {
    List<String> all = List.copyOf(notes);
    String shown = String.join("; ", all.subList(0, Math.min(MOST_NOTES, all.size())));
    return all.size() <= MOST_NOTES
        ? shown
        : shown + "; and " + (all.size() - MOST_NOTES) + " more";
  }

  private void read(Reading reading) {
    try {
      Instant mine = observedAt();
      Documents.read(path, new DocumentSink(reading, mine));
    } catch (IOException | YamlEngineException e) {
      error = Trouble.of(e);
    }
  }

  private Instant observedAt() throws IOException {
    if (manifest.observedAt() != null) {
      return manifest.observedAt();
    }
    if (written == null) {
      written = Files.getLastModifiedTime(path).toInstant();
    }
    return written;
  }

  /** What one reading wants of the file. */
  private interface Reading {
    void cluster(Resource cluster);

    void other(Resource resource, Listing listing);

    void page(Page page);

    void template(JsonObject template);

    void parameters(JsonObject parameters);
  }

  private final class DocumentSink implements Documents.Sink {
    private final Reading reading;
    private final Instant observedAt;
    private final Identity identity = new Identity(path.toString());

    private DocumentSink(Reading reading, Instant observedAt) {
      this.reading = reading;
      this.observedAt = observedAt;
    }

    @Override
    public void document(JsonObject document, Listing listing) {
      new Recognizer(new ResourceSink(listing), identity, path.toString()).recognize(document);
    }

    @Override
    public void page(Page head) {
      pages = true;
      reading.page(head);
    }

    @Override
    public void note(String note) {
      notes.add(note);
    }

    private final class ResourceSink implements Recognizer.Found {
      private final Listing listing;

      private ResourceSink(Listing listing) {
        this.listing = listing;
      }

      @Override
      public void resource(JsonObject body, ArmId id, String type) {
        Shapes.Checked checked = Shapes.check(body, Identity.type(id, type));
        notes.addAll(checked.notes());
        refused.addAll(checked.refused());
        Instant said = listing.observedAt();
        Resource resource =
            new Resource(
                id,
                Identity.type(id, type),
                checked.body(),
                said == null ? observedAt : said,
                listing.source());
        resources++;
        if (resource.isCluster()) {
          reading.cluster(resource);
        } else {
          reading.other(resource, listing);
        }
      }

      @Override
      public void template(JsonObject template) {
        reading.template(template);
      }

      @Override
      public void parameters(JsonObject found) {
        reading.parameters(found);
      }

      @Override
      public void cut(String reason) {
        listing.cut(reason);
        notes.add(reason);
      }

      @Override
      public void other(String what) {
        others.add(what);
      }
    }
  }
}
