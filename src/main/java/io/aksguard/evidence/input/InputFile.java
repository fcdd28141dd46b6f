package io.aksguard.evidence.input;

import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.Evidence;
import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.Resource;
import io.aksguard.evidence.Source;
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
  private final Path path;
  private final Path input;
  private final Manifest manifest;
  private final Remarks remarks = new Remarks();
  private @Nullable Instant written;
  private boolean anything;
  private int clusters;
  private int templates;
  private boolean parameters;
  private boolean kubernetes;

  /**
   * @param input the file or folder that the user named
   */
  InputFile(Path path, Path input, Manifest manifest) {
    this.path = path;
    this.input = input;
    this.manifest = manifest;
  }

  /** The first reading: everything but clusters goes into the inventory. */
  void scan(Inventory inventory, Map<String, String> known, Parameters allParameters, Dumps dumps) {
    Map<Listing, Set<Resource>> listed = new HashMap<>();
    read(
        new Reading.Found() {
          @Override
          public void cluster(Resource cluster) {
            clusters++;
            String before = known.putIfAbsent(cluster.id().key(), path.toString());
            if (before != null && !before.equals(path.toString())) {
              remarks
                  .hints()
                  .add(
                      "cluster "
                          + cluster.id().name()
                          + " is also in "
                          + before
                          + "; both are judged");
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
                      known.putIfAbsent(id.key(), path.toString());
                    });
          }

          @Override
          public void kubernetes(JsonObject object, Instant observedAt) {
            kubernetes = true;
            dumps.of(manifest, input).add(object, observedAt, Source.FILE);
          }

          @Override
          public void objectsMissing(Gap gap) {
            dumps.of(manifest, input).declareMissing(gap);
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
        new Reading.Found() {
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

          @Override
          public void kubernetes(JsonObject object, Instant observedAt) {} // in the dumps already

          @Override
          public void objectsMissing(Gap gap) {} // known already
        });
    for (JsonObject template : found) {
      TemplateInput input = new TemplateInput(template, allParameters.forTemplate(path));
      clusters += input.clusters(sink);
      remarks.notes().addAll(input.notes());
      remarks.refused().addAll(input.refused());
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

  /** Why not all of it could be read, as far as it was; a template's own troubles are its own. */
  Optional<InputLine> lost() {
    return remarks
        .lost()
        .map(reason -> new InputLine(path.toString(), InputLine.Status.ERROR, reason));
  }

  InputLine line(Parameters allParameters, Dumps dumps) {
    String shown = path.toString();
    if (kubernetes) {
      dumps.stray(manifest).ifPresent(remarks.hints()::add);
    }
    return remarks.wrong(shown, clusters).orElseGet(() -> fine(shown, allParameters));
  }

  private InputLine fine(String shown, Parameters allParameters) {
    if (parameters && !allParameters.isUsed(path)) {
      return new InputLine(
          shown,
          InputLine.Status.IGNORED,
          "a parameter file; no template of that name was among the inputs");
    }
    if (templates > 0 && clusters == 0) {
      return new InputLine(shown, InputLine.Status.IGNORED, "the template deploys no AKS cluster");
    }
    if (!anything && templates == 0 && !parameters) {
      return remarks.others().isEmpty()
          ? new InputLine(shown, InputLine.Status.READ, "an empty list")
          : new InputLine(shown, InputLine.Status.IGNORED, Remarks.summary(remarks.others()));
    }
    return new InputLine(shown, InputLine.Status.READ, Remarks.summary(remarks.hints()));
  }

  private void read(Reading.Found found) {
    try {
      Reading reading = new Reading(path.toString(), observedAt(), remarks, found);
      Documents.read(path, reading);
      anything |= reading.foundAnything();
    } catch (IOException | YamlEngineException e) {
      remarks.error(Trouble.of(e));
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
}
