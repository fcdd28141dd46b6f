package io.aksguard.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aksguard.config.GuardConfig;
import io.aksguard.control.Catalogue;
import io.aksguard.evidence.input.InputLine;
import io.aksguard.evidence.input.Inputs;
import io.aksguard.finding.Auditor;
import io.aksguard.finding.Coverage;
import io.aksguard.finding.Finding;
import io.aksguard.finding.WaiverReview;
import io.aksguard.report.ReportWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditRunTest {
  private static final Instant AT = Instant.parse("2026-03-03T08:00:00Z");

  @TempDir private Path folder;

  @Test
  void report_isClosed_whenTheAuditDiesHalfWay() throws IOException {
    Files.writeString(
        folder.resolve("aks.json"),
        "{\"type\":\"Microsoft.ContainerService/managedClusters\",\"name\":\"aks\",\"properties\":{}}");
    Catalogue catalogue = Catalogue.builtIn();
    Auditor auditor =
        new Auditor(catalogue, catalogue.controls(), GuardConfig.defaults(catalogue), AT);
    AuditRun run =
        new AuditRun(auditor, finding -> true, new WaiverReview(List.of(), AT), done -> {});
    FullDisk report = new FullDisk();

    assertThatThrownBy(() -> run.run(Inputs.scan(List.of(folder), false), report, () -> List.of()))
        .isInstanceOf(IOException.class)
        .hasMessage("full");
    assertThat(report.closed).isTrue();
  }

  private static final class FullDisk implements ReportWriter {
    private boolean closed;

    @Override
    public void cluster(String resource, List<Finding> findings) throws IOException {
      throw new IOException("full");
    }

    @Override
    public void end(Coverage coverage, List<InputLine> inputs) {
      throw new AssertionError("there is nothing to end");
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
