package io.aksguard.evidence.input;

import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonWriter;
import io.aksguard.evidence.Source;
import io.aksguard.evidence.join.Listed;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One answer of Azure as a snapshot keeps it: what came, and which lists ended with it. In a file
 * it is one line, with {@code value} before {@code lists}, so that a page that was cut off claims
 * nothing.
 *
 * @param observedAt when it was asked for, so that nothing is dated later than it is
 * @param value resources, as ARM or Resource Graph writes them
 * @param lists how the reading of lists ended
 * @param unread resources that could not be read, with the reason; of a cluster nothing is known
 */
public record Page(
    Source source,
    Instant observedAt,
    List<JsonObject> value,
    List<Ended> lists,
    Map<ArmId, Gap> unread) {
  /** The mark of such a page. */
  public static final String SCHEMA = "aks-guard/page/v1";

  public Page {
    value = List.copyOf(value);
    lists = List.copyOf(lists);
    unread = Map.copyOf(unread);
  }

  /**
   * The end of a list.
   *
   * @param what as in {@link Listed}
   * @param of as in {@link Listed}
   * @param gap null where it was read to its end
   */
  public record Ended(String what, String of, @Nullable Gap gap) {}

  /** Resources alone. */
  public static Page of(Source source, Instant observedAt, List<JsonObject> value) {
    return new Page(source, observedAt, value, List.of(), Map.of());
  }

  /** Resources with which a list has ended. */
  public static Page of(Source source, Instant observedAt, List<JsonObject> value, Ended list) {
    return new Page(source, observedAt, value, List.of(list), Map.of());
  }

  /** A resource that could not be read. */
  public static Page unread(Source source, Instant observedAt, ArmId id, Gap gap) {
    return new Page(source, observedAt, List.of(), List.of(), Map.of(id, gap));
  }

  /** The page as one line of JSON, without a line's end. */
  public String line() {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("schema", SCHEMA);
    line.put("source", source.label());
    line.put("observedAt", observedAt.toString());
    line.put("value", value);
    if (!lists.isEmpty()) {
      line.put("lists", lists.stream().map(Page::written).toList());
    }
    if (!unread.isEmpty()) {
      List<Object> all = new ArrayList<>();
      unread.forEach((id, gap) -> all.add(Map.of("id", id.value(), "reason", gap.reason())));
      line.put("unread", all);
    }
    return JsonWriter.text(line);
  }

  private static Map<String, Object> written(Ended list) {
    Map<String, Object> written = new LinkedHashMap<>();
    written.put("what", list.what());
    written.put("of", list.of());
    if (list.gap() != null) {
      written.put("gap", list.gap().reason());
    }
    return written;
  }

  static boolean isHead(JsonObject members) {
    return members.string("schema").orElse("").equals(SCHEMA);
  }

  /**
   * What a page of a file says beside its resources.
   *
   * @throws IllegalArgumentException naming the member that is wrong
   */
  static Page head(JsonObject members) {
    List<Ended> lists = new ArrayList<>();
    for (JsonObject list : members.array("lists").orElse(JsonArray.empty()).objects()) {
      lists.add(
          new Ended(
              need(list, "what"), need(list, "of"), list.string("gap").map(Gap::new).orElse(null)));
    }
    Map<ArmId, Gap> unread = new LinkedHashMap<>();
    for (JsonObject one : members.array("unread").orElse(JsonArray.empty()).objects()) {
      unread.put(
          new ArmId(need(one, "id")), new Gap(one.string("reason").orElse("could not be read")));
    }
    String source = need(members, "source");
    return new Page(
        Source.of(source)
            .orElseThrow(() -> new IllegalArgumentException("there is no source '" + source + "'")),
        instant(need(members, "observedAt")),
        List.of(),
        lists,
        unread);
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "'observedAt' is no instant such as 2026-03-03T08:00:00Z", e);
    }
  }

  private static String need(JsonObject object, String member) {
    return object
        .string(member)
        .orElseThrow(() -> new IllegalArgumentException("a page has no '" + member + "'"));
  }

  /** The lists as an inventory takes them. */
  List<Listed> listed() {
    return lists.stream()
        .map(list -> new Listed(list.what(), list.of(), list.gap(), observedAt, source))
        .toList();
  }
}
