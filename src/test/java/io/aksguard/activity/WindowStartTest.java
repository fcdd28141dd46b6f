package io.aksguard.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.cluster.ArmId;
import io.aksguard.config.Blackout;
import io.aksguard.config.Bounds;
import io.aksguard.intent.Phase;
import io.aksguard.lab.tenant.TenantOptions;
import io.aksguard.property.Campaign;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Where the sweep comes by around each edge of a cluster's windows, a write that replaces nodes is
 * sent exactly then when a list of days says that it has room: neither outside nor too late, and
 * not in a blackout; and it is sent where it may.
 */
class WindowStartTest {
  private static final String CONTROL = "netpol-engine-enabled";

  /** Three nodes one after the other, 15 minutes each. */
  private static final Duration NEEDED = Duration.ofMinutes(45);

  private static final List<String> OFFSETS =
      List.of("+00:00", "-08:00", "+05:45", "+02:00", "+13:00");
  private static final List<String> WEEKS = List.of("First", "Second", "Third", "Fourth", "Last");

  private int held;
  private int sent;

  @Test
  void disruptiveWrite_startsOnlyWhereAWindowHasRoom() throws Exception {
    run(new Campaign("starts in windows", 4));
  }

  @Test
  @Tag("campaign")
  void disruptiveWrite_startsOnlyWhereAWindowHasRoom_inFull() throws Exception {
    run(new Campaign("starts in windows, in full", 300));
  }

  private void run(Campaign campaign) throws Exception {
    campaign.run((random, seed) -> new Play(random).run());
    System.out.printf("starts in windows: %d writes sent, %d times held%n", sent, held);
    assertThat(sent).isPositive();
    assertThat(held).isPositive();
  }

  /** A schedule as AKS has it, and as a list of openings. */
  private static final class Plan {
    private final ZoneOffset offset;
    private final LocalTime at;
    private final int hours;
    private final LocalDate[] closed;
    private final List<Instant> begins = new ArrayList<>();
    private final String schedule;

    Plan(Random random, LocalDate today) {
      offset = ZoneOffset.of(OFFSETS.get(random.nextInt(OFFSETS.size())));
      at = LocalTime.of(random.nextInt(24), 30 * random.nextInt(2));
      hours = 4 + random.nextInt(5);
      LocalDate from = today.plusDays(random.nextInt(10));
      closed = new LocalDate[] {from, from.plusDays(random.nextInt(3))};
      DayOfWeek day = DayOfWeek.of(1 + random.nextInt(7));
      String name = day.name().charAt(0) + day.name().substring(1).toLowerCase();
      int kind = random.nextInt(4);
      int number = 1 + random.nextInt(28);
      int week = random.nextInt(5);
      schedule =
          switch (kind) {
            case 0 -> "\"daily\": {\"intervalDays\": 1}";
            case 1 -> "\"weekly\": {\"intervalWeeks\": 1, \"dayOfWeek\": \"%s\"}".formatted(name);
            case 2 ->
                "\"absoluteMonthly\": {\"intervalMonths\": 1, \"dayOfMonth\": %d}"
                    .formatted(number);
            default ->
                "\"relativeMonthly\": {\"intervalMonths\": 1, \"weekIndex\": \"%s\","
                    .concat(" \"dayOfWeek\": \"%s\"}")
                    .formatted(WEEKS.get(week), name);
          };
      for (LocalDate each = today.minusDays(2); begins.size() < 3; each = each.plusDays(1)) {
        boolean isOn =
            switch (kind) {
              case 0 -> true;
              case 1 -> each.getDayOfWeek() == day;
              case 2 -> each.getDayOfMonth() == number;
              default -> each.getDayOfWeek() == day && isWeek(each, week);
            };
        if (isOn) {
          begins.add(each.atTime(at).toInstant(offset));
        }
      }
    }

    private static boolean isWeek(LocalDate day, int week) {
      return week == 4
          ? day.plusDays(7).getMonth() != day.getMonth()
          : (day.getDayOfMonth() - 1) / 7 == week;
    }

    boolean hasRoom(Instant from) {
      Instant to = from.plus(NEEDED);
      boolean isClosed =
          to.isAfter(closed[0].atStartOfDay().toInstant(offset))
              && from.isBefore(closed[1].plusDays(1).atStartOfDay().toInstant(offset));
      return !isClosed
          && begins.stream()
              .anyMatch(
                  begin ->
                      !from.isBefore(begin) && !to.isAfter(begin.plus(Duration.ofHours(hours))));
    }

    /** Where the answer may change, a minute before it and a minute after. */
    TreeSet<Instant> edges() {
      TreeSet<Instant> edges = new TreeSet<>();
      for (Instant begin : begins) {
        Instant end = begin.plus(Duration.ofHours(hours));
        for (Instant edge : List.of(end.minus(NEEDED), end, begin)) {
          edges.add(edge.minusSeconds(60));
          edges.add(edge);
          edges.add(edge.plusSeconds(60));
        }
      }
      return edges;
    }

    String json(ArmId cluster) {
      return """
          {"id": "%s/maintenanceConfigurations/aksManagedAutoUpgradeSchedule",
           "name": "aksManagedAutoUpgradeSchedule",
           "type": "Microsoft.ContainerService/managedClusters/maintenanceConfigurations",
           "properties": {"maintenanceWindow": {
             "schedule": {%s}, "durationHours": %d, "utcOffset": "%s", "startDate": "2026-01-01",
             "startTime": "%s", "notAllowedDates": [{"start": "%s", "end": "%s"}]}}}
          """
          .formatted(
              cluster,
              schedule,
              hours,
              offset.equals(ZoneOffset.UTC) ? "+00:00" : offset.getId(),
              at,
              closed[0],
              closed[1]);
    }
  }

  private final class Play {
    private final Random random;

    Play(Random random) {
      this.random = random;
    }

    void run() {
      try (Workshop workshop = new Workshop(TenantOptions.unthrottled(3), 1)) {
        workshop.clock.advance(Duration.ofDays(random.nextInt(300)));
        ArmId cluster = workshop.cluster(0);
        LocalDate today = LocalDate.ofInstant(workshop.clock.instant(), ZoneOffset.UTC);
        Plan plan = new Plan(random, today);
        Instant dark = plan.begins.get(1).plus(Duration.ofMinutes(random.nextInt(60)));
        Blackout blackout = new Blackout(dark, dark.plus(Duration.ofHours(1)), "freeze");
        seed(workshop, cluster, plan);
        workshop.bounds(
            new Bounds(
                Bounds.DEFAULT.breaker(),
                Bounds.DEFAULT.quotaShare(),
                Bounds.DEFAULT.ring(),
                Bounds.DEFAULT.flap(),
                List.of(blackout),
                Bounds.DEFAULT.approvalExpiresAfter(),
              true));
        workshop.approved(CONTROL);
        workshop.assess(cluster);
        workshop.approve(cluster, CONTROL, "oid");
        for (Instant edge : plan.edges().tailSet(workshop.clock.instant())) {
          // Not every edge: where it may be sent at the first, the others would not be seen.
          if (random.nextInt(3) > 0) {
            continue;
          }
          Duration ahead = Duration.between(workshop.clock.instant(), edge);
          workshop.clock.advance(ahead.isNegative() ? Duration.ZERO : ahead);
          workshop.live.tenant.settle();
          Instant now = workshop.clock.instant();
          workshop.remediate(cluster);
          Optional<Instant> write = write(workshop);
          boolean isFree = plan.hasRoom(now) && !blackout.covers(now);
          assertThat(write.isPresent())
              .as("%s at %s: %s", plan.json(cluster), now, workshop.intent(cluster, CONTROL))
              .isEqualTo(isFree);
          if (isFree) {
            sent++;
            assertThat(write).contains(now);
            assertThat(workshop.intent(cluster, CONTROL).phase()).isEqualTo(Phase.VERIFIED);
            return;
          }
          held++;
        }
      }
    }
  }

  /** Its pools have three nodes and no surge. */
  private static void seed(Workshop workshop, ArmId cluster, Plan plan) {
    workshop.live.tenant.seed(
        workshop
            .body(cluster)
            .replace("\"networkPlugin\":\"kubenet\"", "\"networkPlugin\":\"azure\"")
            .replace("\"networkPolicy\":\"cilium\"", "\"networkPolicy\":\"none\""));
    workshop.live.tenant.seed(plan.json(cluster));
  }

  private static Optional<Instant> write(Workshop workshop) {
    return workshop.live.tenant.calls().stream()
        .filter(call -> call.method().equals("PUT") && call.status() < 300)
        .map(call -> call.at())
        .findFirst();
  }
}
