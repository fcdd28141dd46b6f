package io.aksguard.history;

import io.aksguard.finding.Coverage;
import io.aksguard.storage.ConflictException;
import io.aksguard.storage.Row;
import io.aksguard.storage.Rows;
import io.aksguard.storage.Write;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs over the fleet, in the table {@code index}: the newest first. */
public final class Runs {
  private static final DateTimeFormatter SLOT =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private static final String PARTITION = "runs";

  /** Seconds since 1970 fit into it until the year 5138. */
  private static final long FOREVER = 99_999_999_999L;

  private static final int MOST_SHARDS = 5_000;

  private final Rows rows;

  public Runs(Rows index) {
    this.rows = index;
  }

  /** The id of the run of a schedule's slot. */
  public static String id(Instant slot) {
    return SLOT.format(slot);
  }

  /** What one shard of a run has given. */
  public record Shard(Coverage coverage, long moved, long untold, long calls, String problems) {}

  /** Writes the record of a run, whatever there was of it. */
  public void put(Run run) {
    Map<String, Object> values = values(run.coverage(), run.moved(), run.untold(), run.calls());
    values.put("run", run.id());
    values.put("kind", run.kind());
    values.put("notAsked", run.notAsked());
    values.put("startedAt", run.startedAt().toString());
    run.completedAt().ifPresent(at -> values.put("completedAt", at.toString()));
    values.put("configDigest", run.configDigest());
    values.put("catalogueDigest", run.catalogueDigest());
    values.put("problems", shortened(run.problems()));
    write(PARTITION, new Write.Put(key(run.kind(), run.id()), values));
  }

  /** The newest runs of a kind, also one that is under way. */
  public List<Run> newest(String kind, int most) {
    return rows.range(PARTITION, kind + "|", Row.behind(kind + "|"), most).stream()
        .map(Runs::run)
        .toList();
  }

  public Optional<Run> find(String kind, String id) {
    return rows.get(PARTITION, key(kind, id)).map(Runs::run);
  }

  /**
   * Somebody takes the responsibility for one part of a review.
   *
   * @param who object id of a person or an application in Entra ID
   */
  public void signOff(Run review, String kind, String who, Instant at) {
    write(
        "signed-" + review.id(),
        new Write.Put(kind, Map.of("signedOffBy", who, "at", at.toString())));
  }

  /** Who has signed that part of a review off. */
  public Optional<String> signedOff(Run review, String kind) {
    return rows.get("signed-" + review.id(), kind).flatMap(row -> row.text("signedOffBy"));
  }

  public void put(String run, int number, Shard shard) {
    Map<String, Object> values =
        values(shard.coverage(), shard.moved(), shard.untold(), shard.calls());
    values.put("problems", shortened(shard.problems()));
    write("run-" + run, new Write.Put(shard(number), values));
  }

  /** The shards of a run that were judged, in their order. */
  public List<Shard> shards(String run) {
    return rows.range("run-" + run, "shard-", Row.behind("shard-"), MOST_SHARDS).stream()
        .map(Runs::shard)
        .toList();
  }

  /** One shard of a run, if it was judged. */
  public Optional<Shard> shard(String run, int number) {
    return rows.get("run-" + run, shard(number)).map(Runs::shard);
  }

  private static String shard(int number) {
    return "shard-%05d".formatted(number);
  }

  private static Shard shard(Row row) {
    return new Shard(
        coverage(row),
        row.needNumber("moved"),
        row.needNumber("untold"),
        row.needNumber("calls"),
        row.text("problems").orElse(""));
  }

  private static Map<String, Object> values(
      Coverage coverage, long moved, long untold, long calls) {
    Map<String, Object> values = new HashMap<>();
    values.put("clusters", coverage.clusters());
    values.put("pairs", coverage.pairs());
    values.put("covered", coverage.covered());
    values.put("moved", moved);
    values.put("untold", untold);
    values.put("calls", calls);
    return values;
  }

  private static Coverage coverage(Row row) {
    return new Coverage(
        row.needNumber("clusters"), row.needNumber("pairs"), row.needNumber("covered"));
  }

  private static Run run(Row row) {
    return new Run(
        row.needText("run"),
        row.needText("kind"),
        Instant.parse(row.needText("startedAt")),
        row.text("completedAt").map(Instant::parse),
        coverage(row),
        row.needNumber("moved"),
        row.needNumber("untold"),
        row.needNumber("calls"),
        row.number("notAsked").orElse(0L),
        row.text("configDigest").orElse(""),
        row.text("catalogueDigest").orElse(""),
        row.text("problems").orElse(""));
  }

  private static String key(String kind, String id) {
    String slot = id.indexOf('-') < 0 ? id : id.substring(0, id.indexOf('-'));
    long second = SLOT.parse(slot, Instant::from).getEpochSecond();
    return "%s|%011d|%s".formatted(kind, FOREVER - second, id);
  }

  private static String shortened(String text) {
    if (text.length() <= Rows.MOST_TEXT) {
      return text;
    }
    int end = Rows.MOST_TEXT - 1;
    // Half of a surrogate pair is no text.
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
  }

  private void write(String partition, Write write) {
    try {
      rows.commit(partition, List.of(write));
    } catch (ConflictException e) {
      throw new IllegalStateException("nothing can stand in the way of a put", e);
    }
  }
}
