package io.aksguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.SharedSamples;
import io.aksguard.config.GuardConfig;
import io.aksguard.control.Catalogue;
import io.aksguard.control.Control;
import io.aksguard.evidence.input.Inputs;
import io.aksguard.finding.Auditor;
import io.aksguard.finding.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pods on their way from a file to a finding about the Pod Security Standards. */
class PodSecurityAuditTest {
  private static final Instant AT = Instant.parse("2026-11-23T00:00:00Z");

  /** Refused from version 1.34 on. */
  private static final String PROBED =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        containers:
          - {name: web, image: web, livenessProbe: {tcpSocket: {host: 10.0.0.1, port: 80}}}
      """;

  /** The pods with which Kubernetes tests its own admission plugin. */
  @Test
  void samples_areJudgedAsThePluginJudges() throws IOException {
    Path samples = SharedSamples.folder("pss");
    Catalogue catalogue = Catalogue.builtIn();
    Map<String, int[]> agreed = new LinkedHashMap<>();
    List<String> differing = new ArrayList<>();

    for (String line : Files.readAllLines(samples.resolve("expected.csv"))) {
      String[] cells = line.split(",", -1); // file, level, version, expected, check
      if (cells[0].equals("file")) {
        continue;
      }
      String version = cells[2].substring(1);
      List<String> found = audit(catalogue, samples.resolve(cells[0]), cells[1], version);
      int[] score = agreed.computeIfAbsent(cells[1] + " " + cells[2], key -> new int[2]);
      score[1]++;
      if (found.equals(List.of(cells[3].toUpperCase(Locale.ROOT)))) {
        score[0]++;
      } else {
        differing.add(cells[0] + " " + found);
      }
    }

    agreed.forEach((key, n) -> System.out.printf("audit of pods, %s: %d/%d%n", key, n[0], n[1]));
    assertThat(differing).isEmpty();
    assertThat(agreed).isNotEmpty();
  }

  private static List<String> audit(Catalogue catalogue, Path file, String level, String version) {
    List<Control> controls =
        catalogue.controls().stream().filter(c -> c.id().equals("pod-security-" + level)).toList();
    GuardConfig config =
        GuardConfig.defaults(catalogue).with(catalogue, "podSecurityVersion", version);
    Auditor auditor = new Auditor(catalogue, controls, config, AT);
    List<Finding> findings = new ArrayList<>();
    Inputs.scan(List.of(file), true).clusters(e -> findings.addAll(auditor.audit(e)));
    return findings.stream().map(finding -> finding.status().name()).toList();
  }

  @Test
  void versionOfTheCommandLine_decides(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("pod.yaml"), PROBED);

    assertThat(audit(file, "1.33").findings())
        .containsExactly("pod-security-baseline Pod default/web PASS");
    assertThat(audit(file, "1.34").findings())
        .containsExactly("pod-security-baseline Pod default/web FAIL");
  }

  private static CommandRun audit(Path file, String version) {
    return CommandRun.of(
        "audit",
        "--input",
        file,
        "--only",
        "pod-security-baseline",
        "--param",
        "podSecurityVersion=" + version,
        "--assume-complete",
        "--include",
        "all",
        "--format",
        "json");
  }
}
