package io.aksguard.report;

import io.aksguard.config.Waiver;
import io.aksguard.control.Severity;
import io.aksguard.control.Status;
import io.aksguard.finding.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One line about a cluster, or one for several UNKNOWN findings with the same reason. Its texts are
 * fit for a terminal.
 *
 * @param control of a folded row the number of controls, {@code 12 controls}
 */
record Row(
    Status status,
    Severity severity,
    String control,
    String subject,
    String message,
    boolean folded) {
  private static final int LONGEST_MESSAGE = 200;
  private static final int LONGEST_SUBJECT = 60;

  private static final Comparator<Row> ORDER =
      Comparator.comparingInt((Row row) -> rank(row.status))
          .thenComparing(Row::severity, Comparator.reverseOrder());

  /** The rows of findings without a waiver: what needs action comes first. */
  static List<Row> unwaived(List<Finding> findings) {
    List<Row> rows = new ArrayList<>();
    Map<String, List<Finding>> unknown = new LinkedHashMap<>();
    for (Finding finding : findings) {
      if (finding.waiver() != null) {
        continue;
      }
      if (finding.status() == Status.UNKNOWN) {
        unknown.computeIfAbsent(finding.message(), reason -> new ArrayList<>()).add(finding);
      } else {
        rows.add(of(finding, finding.message()));
      }
    }
    unknown.values().forEach(sameReason -> rows.add(folded(sameReason)));
    rows.sort(ORDER);
    return rows;
  }

  /** The rows of findings with a waiver: who answers for them until when. */
  static List<Row> waived(List<Finding> findings) {
    List<Row> rows = new ArrayList<>();
    for (Finding finding : findings) {
      Waiver waiver = finding.waiver();
      if (waiver != null) {
        rows.add(of(finding, waiver.id() + ", " + waiver.owner() + ", until " + waiver.expires()));
      }
    }
    rows.sort(ORDER);
    return rows;
  }

  private static Row of(Finding finding, String message) {
    return new Row(
        finding.status(),
        finding.severity(),
        Text.line(finding.control()),
        Text.cut(Text.line(finding.subject()), LONGEST_SUBJECT),
        Text.cut(Text.line(message), LONGEST_MESSAGE),
        false);
  }

  private static Row folded(List<Finding> sameReason) {
    Row first = of(sameReason.get(0), sameReason.get(0).message());
    if (sameReason.size() == 1) {
      return first;
    }
    long controls = sameReason.stream().map(Finding::control).distinct().count();
    String what =
        controls == 1
            ? first.control + ", " + sameReason.size() + " subjects"
            : controls + " controls";
    Severity worst =
        sameReason.stream()
            .map(Finding::severity)
            .max(Comparator.naturalOrder())
            .orElse(first.severity);
    return new Row(Status.UNKNOWN, worst, what, "", first.message, true);
  }

  private static int rank(Status status) {
    return switch (status) {
      case FAIL -> 0;
      case UNKNOWN -> 1;
      case PASS -> 2;
      case NOT_APPLICABLE -> 3;
    };
  }
}
