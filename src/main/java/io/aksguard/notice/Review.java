package io.aksguard.notice;

import io.aksguard.finding.Coverage;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a periodic review has found.
 *
 * @param id names the review; the same when it is done again after a failure
 * @param from the review before it, or the beginning of the ledger
 * @param commits that the ledger got in between
 * @param opened findings that were opened in between
 * @param resolved findings that were resolved in between
 * @param open findings that are open now, by severity
 * @param remarks about waivers and other things that need their owner's attention
 */
public record Review(
    String id,
    Instant from,
    Instant to,
    Coverage coverage,
    long commits,
    long opened,
    long resolved,
    Map<String, Long> open,
    List<String> remarks) {
  public Review {
    open = Map.copyOf(open);
    remarks = List.copyOf(remarks);
  }

  public Notice notice() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("review", id);
    members.put("from", from.toString());
    members.put("to", to.toString());
    members.put("coverage", CoverageDropped.members(coverage));
    members.put("commits", commits);
    members.put("opened", opened);
    members.put("resolved", resolved);
    members.put("open", new TreeMap<>(open));
    members.put("more", "aks-guard history show --from %s --to %s".formatted(from, to));
    return Composing.notice(
        NoticeType.REVIEW_COMPLETED,
        List.of(id),
        Notice.FLEET,
        to,
        members,
        "remarks",
        remarks.stream()
            .map(remark -> Map.<String, Object>of("text", Composing.cut(remark)))
            .toList());
  }
}
