package io.aksguard.adapter.graph;

import io.aksguard.adapter.arm.Answer;
import io.aksguard.adapter.arm.BackupReads;
import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.Source;
import io.aksguard.evidence.Unread;
import io.aksguard.evidence.input.Page;
import io.aksguard.evidence.join.Links;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What may lie in another subscription than its cluster, and in which one the cluster's own words
 * tell. Resource Graph has told it whole where all of those can be read, even if others cannot;
 * where one cannot, or is not audited, it has left out what lies there without a word.
 */
final class Elsewhere {
  private static final List<String> BACKUP =
      List.of(Tables.BACKUP + "/backupinstances", Tables.BACKUP + "/backupjobs");

  private final SweepResult result;
  private final Set<String> broken;

  Elsewhere(SweepResult result) {
    this.result = result;
    this.broken = result.gaps().stream().map(Unread::where).collect(Collectors.toSet());
  }

  /** Flow logs lie in the subscription of their network. */
  List<Page> flowLogs(ArmId cluster, JsonObject row) {
    return said(cluster, Links.subnets(row), List.of(Tables.FLOW_LOG));
  }

  /** Azure Backup reaches a cluster only by a binding, which names the vault. */
  List<Page> backup(ArmId cluster, Answer bindings) {
    Gap unread =
        bindings
            .missing()
            .map(gap -> new Gap("trusted access bindings could not be read: " + gap.reason()))
            .orElse(null);
    return unread == null
        ? said(cluster, BackupReads.vaults(bindings.resources()), BACKUP)
        : said(cluster, unread, BACKUP);
  }

  private List<Page> said(ArmId cluster, Collection<ArmId> places, List<String> types) {
    Gap gap =
        places.stream()
            .filter(place -> place.subscription().filter(result.seen()::contains).isEmpty())
            .findFirst()
            .map(place -> new Gap(place + " lies in a subscription that the audit cannot see"))
            .orElse(null);
    return gap == null && result.unread().isEmpty() ? List.of() : said(cluster, gap, types);
  }

  /** Of a query that broke, its own gap tells more. */
  private List<Page> said(ArmId cluster, @Nullable Gap gap, List<String> types) {
    List<Page.Ended> ends =
        types.stream()
            .filter(type -> !broken.contains(type))
            .map(type -> new Page.Ended(type, cluster.value(), gap))
            .toList();
    return ends.isEmpty()
        ? List.of()
        : List.of(new Page(Source.RESOURCE_GRAPH, result.startedAt(), List.of(), ends, Map.of()));
  }
}
