package io.aksguard.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.control.Severity;
import io.aksguard.control.Status;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonReader;
import io.aksguard.finding.Coverage;
import io.aksguard.finding.Finding;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A fleet passes through a writer; nothing of it stays. */
class ReportMemoryTest {
  private static final int CLUSTERS = 2_000;
  private static final int FINDINGS = 100;

  @ParameterizedTest
  @EnumSource
  void writer_of200000Findings_keepsNone(Format format) throws IOException {
    Counting out = new Counting();
    ReportWriter writer = Reports.of(format, Samples.head(), out);
    List<WeakReference<Object>> values = new ArrayList<>();

    for (int cluster = 0; cluster < CLUSTERS; cluster++) {
      JsonObject value = JsonReader.object("{\"cluster\": " + cluster + "}");
      values.add(new WeakReference<>(value));
      writer.cluster("aks-" + cluster, findings(cluster, value));
    }
    awaitCollection(values);

    assertThat(values).allMatch(value -> value.refersTo(null));
    writer.end(new Coverage(CLUSTERS, FINDINGS, FINDINGS), List.of());
    assertThat(out.bytes).isGreaterThan(1_000_000);
  }

  private static List<Finding> findings(int cluster, JsonObject value) {
    Status[] statuses = Status.values();
    Severity[] severities = Severity.values();
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < FINDINGS; i++) {
      findings.add(
          Samples.finding(
              "control-" + i,
              severities[i % severities.length],
              "aks-" + cluster,
              "",
              statuses[i % statuses.length],
              null,
              "what was seen in cluster " + cluster,
              value));
    }
    return findings;
  }

  /** Collection is asked for, not commanded: a few rounds before the assertion speaks. */
  private static void awaitCollection(List<WeakReference<Object>> values) {
    for (int i = 0; i < 10 && !values.stream().allMatch(value -> value.refersTo(null)); i++) {
      System.gc();
    }
  }

  private static final class Counting extends OutputStream {
    private long bytes;

    @Override
    public void write(int b) {
      bytes++;
    }

    @Override
    public void write(byte[] b, int from, int length) {
      bytes += length;
    }
  }
}
