package io.aksguard.config;

import io.aksguard.yaml.YamlNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what bounds fixes in the member {@code remediation} of a guard.yaml. */
final class BoundsReader {
  /** More would be no breaker, and no freezing. */
  private static final int MOST_FAILURES = 10;

  /** A ring of more clusters is no ring. */
  private static final int MOST_VERIFIED = 1_000;

  private static final Pattern PERCENT = Pattern.compile("(100|[1-9][0-9]?)%");
  private static final Pattern SPAN = Pattern.compile("([1-9][0-9]{0,2})h|([1-9][0-9]?)d");

  private BoundsReader() {}

  /** What bounds fixes; nobody may go by it where a mistake was reported. */
  static Bounds read(Map<String, YamlNode> members) {
    Bounds bounds = Bounds.DEFAULT;
    Map<String, YamlNode> quota = of(members, "quota", Set.of("share"));
    Map<String, YamlNode> approval = of(members, "approval", Set.of("expiresAfter", "withoutETag"));
    return new Bounds(
        breaker(of(members, "breaker", Set.of("perControl", "fleet", "failures"))),
        value(quota, "share", bounds.quotaShare(), BoundsReader::percent),
        Optional.ofNullable(members.get("ring")).map(BoundsReader::ring),
        flap(of(members, "flap", Set.of("failures", "within"))),
        blackouts(members),
        value(approval, "expiresAfter", bounds.approvalExpiresAfter(), BoundsReader::span),
        value(approval, "withoutETag", bounds.asksWithoutEtag(), BoundsReader::flag));
  }

  private static Bounds.Breaker breaker(Map<String, YamlNode> members) {
    Bounds.Breaker breaker = Bounds.DEFAULT.breaker();
    return new Bounds.Breaker(
        value(members, "perControl", breaker.perControl(), BoundsReader::percent),
        value(members, "fleet", breaker.fleet(), BoundsReader::percent),
        value(members, "failures", breaker.failures(), BoundsReader::failures));
  }

  private static Bounds.Ring ring(YamlNode node) {
    Map<String, YamlNode> members = node.members(Set.of("resource", "tags", "verified"));
    Selector clusters = SelectorReader.read(members);
    if (node.isMapping() && !members.containsKey("resource") && clusters.tags().isEmpty()) {
      node.report("the ring names no clusters: give resource or tags");
    }
    return new Bounds.Ring(
        clusters,
        value(members, "verified", 0, (name, n) -> number(name, n, MOST_VERIFIED).orElse(0)));
  }

  private static Bounds.Flap flap(Map<String, YamlNode> members) {
    Bounds.Flap flap = Bounds.DEFAULT.flap();
    return new Bounds.Flap(
        value(members, "failures", flap.failures(), BoundsReader::failures),
        value(members, "within", flap.within(), BoundsReader::span));
  }

  private static List<Blackout> blackouts(Map<String, YamlNode> members) {
    List<Blackout> blackouts = new ArrayList<>();
    if (members.containsKey("blackouts")) {
      for (YamlNode each : members.get("blackouts").items()) {
        BlackoutReader.read(each).ifPresent(blackouts::add);
      }
    }
    return blackouts;
  }

  private static Map<String, YamlNode> of(
      Map<String, YamlNode> members, String name, Set<String> known) {
    return members.containsKey(name) ? members.get(name).members(known) : Map.of();
  }

  private static <T> T value(
      Map<String, YamlNode> members,
      String name,
      T otherwise,
      BiFunction<String, YamlNode, T> read) {
    YamlNode node = members.get(name);
    return node == null ? otherwise : read.apply(name, node);
  }

  /** With a mistake the smallest: the file is not used, but were it, it would allow least. */
  private static int percent(String name, YamlNode node) {
    Matcher share = PERCENT.matcher(node.value() instanceof String text ? text : "");
    if (share.matches()) {
      return Integer.parseInt(share.group(1));
    }
    node.report("'" + name + "' is a share from 1% to 100%");
    return 1;
  }

  /** With a mistake a person is asked. */
  private static boolean flag(String name, YamlNode node) {
    if (node.value() instanceof Boolean flag) {
      return flag;
    }
    node.report("'" + name + "' is true or false");
    return true;
  }

  private static int failures(String name, YamlNode node) {
    return number(name, node, MOST_FAILURES).orElse(1);
  }

  private static Optional<Integer> number(String name, YamlNode node, int most) {
    if (node.value() instanceof Long number && number >= 1 && number <= most) {
      return Optional.of(number.intValue());
    }
    node.report("'" + name + "' is a whole number from 1 to " + most);
    return Optional.empty();
  }

  private static Duration span(String name, YamlNode node) {
    Matcher span = SPAN.matcher(node.value() instanceof String text ? text : "");
    if (span.matches()) {
      return span.group(1) != null
          ? Duration.ofHours(Long.parseLong(span.group(1)))
          : Duration.ofDays(Long.parseLong(span.group(2)));
    }
    node.report("'" + name + "' is a time such as 72h or 7d, at most 999h or 99d");
    return Duration.ofHours(1);
  }
}
