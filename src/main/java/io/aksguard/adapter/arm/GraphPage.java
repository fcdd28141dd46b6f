package io.aksguard.adapter.arm;

import com.azure.core.http.HttpHeaderName;
import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a Resource Graph query.
 *
 * @param members all but the rows: {@code totalRecords}, {@code $skipToken}…
 * @param gap why there is no page; null where there is one
 * @param limitHit whether not all subscriptions of the tenant were asked
 */
public record GraphPage(
    List<JsonObject> rows,
    JsonObject members,
    @Nullable Gap gap,
    boolean limitHit,
    Instant askedAt) {
  private static final HttpHeaderName LIMIT_HIT =
      HttpHeaderName.fromString("x-ms-tenant-subscription-limit-hit");

  static GraphPage of(Reply reply, Instant askedAt) {
    String trouble = reply.trouble();
    try {
      Body read = trouble == null ? Body.parse(reply.body()) : Batch.NOTHING;
      if (trouble == null && reply.status() != 200) {
        trouble = reply.status() + read.errorCode();
      } else if (trouble == null && read.elements() == null) {
        trouble = "the answer holds no rows";
      }
      List<JsonObject> rows = read.elements();
      boolean hit = "true".equalsIgnoreCase(reply.headers().getValue(LIMIT_HIT));
      return new GraphPage(
          trouble != null || rows == null ? List.of() : rows,
          read.members(),
          trouble == null ? null : new Gap(trouble),
          hit,
          askedAt);
    } catch (IOException e) {
      String reason =
          reply.status() == 200
              ? "the answer could not be read as JSON"
              : String.valueOf(reply.status());
      return new GraphPage(List.of(), Batch.NOTHING.members(), new Gap(reason), false, askedAt);
    }
  }

  /** Whether it would have been longer than the 16 MiB that Resource Graph answers at once. */
  public boolean isTooLarge() {
    return members
        .object("error")
        .flatMap(error -> error.array("details"))
        .orElse(JsonArray.empty())
        .objects()
        .stream()
        .anyMatch(
            detail -> detail.string("code").filter("ResponsePayloadTooLarge"::equals).isPresent());
  }
}
