package io.aksguard.config;

import io.aksguard.yaml.YamlNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one of the blackouts of a guard.yaml. */
final class BlackoutReader {
  private static final String DAY = "\\d{4}-\\d{2}-\\d{2}";
  private static final String TIME = DAY + "T\\d{2}:\\d{2}(:\\d{2})?";
  private static final Pattern AT_DAY = Pattern.compile(DAY);
  private static final Pattern AT_LOCAL = Pattern.compile(TIME);
  private static final Pattern AT_INSTANT = Pattern.compile(TIME + "(Z|[+-]\\d{2}:\\d{2})");

  private BlackoutReader() {}

  /** The blackout; empty where a mistake was reported. */
  static Optional<Blackout> read(YamlNode node) {
    Map<String, YamlNode> members = node.members(Set.of("from", "to", "zone", "reason"));
    @Nullable YamlNode begin = members.get("from");
    @Nullable YamlNode end = members.get("to");
    if (begin == null || end == null) {
      List<String> missing =
          List.of("from", "to").stream().filter(name -> !members.containsKey(name)).toList();
      if (node.isMapping()) {
        node.report("the blackout lacks " + String.join(", ", missing));
      }
      return Optional.empty();
    }
    Zone zone = zone(members.get("zone"));
    Optional<Instant> from = instant("from", begin, zone);
    Optional<Instant> to = instant("to", end, zone);
    String reason = reason(members.get("reason"));
    if (from.isEmpty() || to.isEmpty() || zone.isWrong()) {
      return Optional.empty();
    }
    if (!from.get().isBefore(to.get())) {
      end.report("the blackout ends before it begins");
      return Optional.empty();
    }
    return Optional.of(new Blackout(from.get(), to.get(), reason));
  }

  /**
   * @param id empty where none is given: days are UTC's then, as with waivers
   */
  private record Zone(Optional<ZoneId> id, boolean isWrong) {}

  private static Zone zone(@Nullable YamlNode node) {
    if (node == null) {
      return new Zone(Optional.empty(), false);
    }
    try {
      if (node.value() instanceof String name) {
        return new Zone(Optional.of(ZoneId.of(name)), false);
      }
    } catch (DateTimeException e) {
      // There is no such zone: reported below.
    }
    node.report("'zone' is a time zone such as Europe/Berlin, or +01:00");
    return new Zone(Optional.empty(), true);
  }

  private static String reason(@Nullable YamlNode node) {
    if (node == null) {
      return "";
    }
    if (node.value() instanceof String text && !text.isBlank()) {
      return text;
    }
    node.report("'reason' is a text");
    return "";
  }

  private static Optional<Instant> instant(String name, YamlNode node, Zone zone) {
    String text = node.value() instanceof String value ? value : "";
    try {
      if (AT_DAY.matcher(text).matches()) {
        // The last day is part of it.
        LocalDate day = LocalDate.parse(text).plusDays(name.equals("to") ? 1 : 0);
        return Optional.of(day.atStartOfDay(zone.id().orElse(ZoneOffset.UTC)).toInstant());
      }
      if (AT_INSTANT.matcher(text).matches()) {
        return Optional.of(OffsetDateTime.parse(text).toInstant());
      }
      if (AT_LOCAL.matcher(text).matches()) {
        return local(name, node, LocalDateTime.parse(text), zone);
      }
    } catch (DateTimeException e) {
      // Such as the 30th of February: reported below.
    }
    node.report(
        "'%s' is a day such as 2026-12-20, or a time such as 2026-12-20T18:00:00+01:00"
            .formatted(name));
    return Optional.empty();
  }

  private static Optional<Instant> local(
      String name, YamlNode node, LocalDateTime time, Zone zone) {
    if (zone.id().isEmpty()) {
      if (!zone.isWrong()) {
        node.report("'" + name + "' needs an offset such as +01:00, or zone beside it");
      }
      return Optional.empty();
    }
    // An hour that summer time repeats: the whole of it is closed.
    return Optional.of(
        name.equals("to")
            ? time.atZone(zone.id().get()).withLaterOffsetAtOverlap().toInstant()
            : time.atZone(zone.id().get()).withEarlierOffsetAtOverlap().toInstant());
  }
}
