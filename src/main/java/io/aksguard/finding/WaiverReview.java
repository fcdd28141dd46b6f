package io.aksguard.finding;

import io.aksguard.config.Waiver;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Watches what waivers do in one audit, and tells which need their owner's attention. */
public final class WaiverReview {
  /** A waiver is meant for exceptions: one that covers more clusters than this is a policy. */
  private static final int MANY_CLUSTERS = 20;

  private static final int LONGEST_DAYS = 366;

  private final List<Waiver> waivers;
  private final LocalDate today;
  private final Map<String, Set<String>> resources = new LinkedHashMap<>();

  public WaiverReview(List<Waiver> waivers, Instant at) {
    this.waivers = List.copyOf(waivers);
    this.today = LocalDate.ofInstant(at, ZoneOffset.UTC);
  }

  /** Notes the findings of one cluster. */
  public void note(List<Finding> findings) {
    for (Finding finding : findings) {
      Waiver waiver = finding.waiver();
      if (waiver != null) {
        resources.computeIfAbsent(waiver.id(), id -> new HashSet<>()).add(finding.resource());
      }
    }
  }

  /** A sentence for each waiver that has expired, covered nothing, or covers too much. */
  public List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    for (Waiver waiver : waivers) {
      String name = "waiver " + waiver.id() + " (" + waiver.owner() + ") ";
      int covered = resources.getOrDefault(waiver.id(), Set.of()).size();
      if (today.isAfter(waiver.expires())) {
        remarks.add(name + "expired on " + waiver.expires() + " and no longer counts");
      } else if (covered == 0) {
        remarks.add(name + "covered no failure: remove it");
      }
      if (waiver.resource().replace("*", "").isBlank()) {
        remarks.add(
            name + "is over-broad: its resource pattern '" + waiver.resource() + "' names nothing");
      } else if (covered > MANY_CLUSTERS) {
        remarks.add(name + "is over-broad: it covers " + covered + " clusters");
      }
      if (waiver.expires().isAfter(today.plusDays(LONGEST_DAYS))) {
        remarks.add(
            name + "is over-broad: it lasts for more than a year, until " + waiver.expires());
      }
    }
    return remarks;
  }
}
