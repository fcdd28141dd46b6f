package io.aksguard.cli;

import io.aksguard.adapter.graph.FolderSnapshot;
import io.aksguard.adapter.graph.SweepResult;
import io.aksguard.app.Readers;
import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.JsonWriter;
import io.aksguard.evidence.Unread;
import io.aksguard.evidence.input.InputLine;
import io.aksguard.evidence.input.Page;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads Azure into a snapshot in a folder, so that live audits and file audits cannot differ. */
final class LiveRead {
  private final List<InputLine> lines = new ArrayList<>();
  private int clusters;

  private LiveRead() {}

  /**
   * @throws UsageException where nobody is signed in: else all of it would only be unknown
   */
  static LiveRead into(Path folder, Readers readers, List<ArmId> clusters, Instant at) {
    if (!readers.arm().isSignedIn()) {
      throw new UsageException("no token could be had; " + readers.signIn());
    }
    LiveRead read = new LiveRead();
    FolderSnapshot snapshot = new FolderSnapshot(folder);
    if (clusters.isEmpty()) {
      read.sweep(readers, snapshot, at);
    } else {
      read.directly(readers, snapshot, clusters, at);
    }
    return read;
  }

  private void sweep(Readers readers, FolderSnapshot snapshot, Instant at) {
    SweepResult result = readers.sweep().sweep(at.toString(), List.of(), snapshot, snapshot);
    readers.sweep().fill(snapshot, snapshot, result);
    clusters = result.clusters();
    for (Unread unread : result.unread()) {
      lines.add(new InputLine(unread.where(), InputLine.Status.ERROR, unread.reason()));
    }
    for (Unread gap : result.gaps()) {
      lines.add(new InputLine(gap.where(), InputLine.Status.PARTIAL, gap.reason()));
    }
  }

  private void directly(Readers readers, FolderSnapshot snapshot, List<ArmId> ids, Instant at) {
    StringBuilder text = new StringBuilder();
    for (ArmId id : ids) {
      Optional<List<Page>> pages = readers.direct().pages(id);
      if (pages.isEmpty()) {
        lines.add(new InputLine(id.value(), InputLine.Status.ERROR, "there is no such cluster"));
      } else {
        clusters++;
        pages.get().forEach(page -> text.append(page.line()).append('\n'));
      }
    }
    if (!text.isEmpty()) {
      snapshot.put("clusters.ndjson", text.toString().getBytes(StandardCharsets.UTF_8));
    }
    Map<String, Object> manifest = new LinkedHashMap<>();
    manifest.put("schema", "aks-guard/snapshot/v1");
    manifest.put("observedAt", at.toString());
    snapshot.put("snapshot.json", JsonWriter.text(manifest).getBytes(StandardCharsets.UTF_8));
  }

  /** What could not be read. */
  List<InputLine> lines() {
    return lines;
  }

  /** How many clusters were found. */
  int clusters() {
    return clusters;
  }
}
