package io.aksguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.SharedSamples;
import io.aksguard.evidence.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The pods with which Kubernetes tests its own admission plugin, audited from the command line to
 * the finding: each level and version is one folder of pods that pass and one of pods that fail.
 */
class PodSecurityAuditTest {
  @Test
  void samples_areJudgedAsThePluginJudges() throws IOException {
    Path samples = SharedSamples.folder("pss");
    Map<String, List<String>> folders = new LinkedHashMap<>();
    for (String line : Files.readAllLines(samples.resolve("expected.csv"))) {
      String[] cells = line.split(",", -1); // file, level, version, expected, check
      if (!cells[0].equals("file")) {
        Path file = Path.of(cells[0]);
        folders
            .computeIfAbsent(String.valueOf(file.getParent()), folder -> new ArrayList<>())
            .add(String.valueOf(file.getFileName()).replace(".yaml", ""));
      }
    }
    List<String> differing = new ArrayList<>();
    Map<String, int[]> agreed = new LinkedHashMap<>();

    folders.forEach(
        (folder, pods) -> {
          String[] names = folder.split("/"); // level, version, expected
          int[] score = agreed.computeIfAbsent(names[0] + " " + names[1], key -> new int[2]);
          Map<String, JsonObject> findings =
              audit(samples.resolve(folder), names[0], names[1].substring(1));
          assertThat(findings).as(folder).hasSize(pods.size());
          for (String pod : pods) {
            JsonObject finding = findings.get("Pod default/" + pod);
            String status = finding == null ? "" : finding.string("status").orElse("");
            boolean agrees = status.equalsIgnoreCase(names[2]);
            score[0] += agrees ? 1 : 0;
            score[1]++;
            if (!agrees) {
              differing.add(folder + " " + pod + ": " + status);
            }
          }
        });

    agreed.forEach((key, n) -> System.out.printf("audit of pods, %s: %d/%d%n", key, n[0], n[1]));
    assertThat(differing).isEmpty();
    assertThat(agreed).isNotEmpty();
  }

  private static Map<String, JsonObject> audit(Path folder, String level, String version) {
    CommandRun run =
        CommandRun.of(
            "audit",
            "--input",
            folder,
            "--only",
            "pod-security-" + level,
            "--param",
            "podSecurityVersion=" + version,
            "--assume-complete",
            "--include",
            "all",
            "--format",
            "json");
    return run.json().array("findings").orElseThrow().objects().stream()
        .collect(
            Collectors.toMap(
                finding -> finding.string("subject").orElseThrow(), Function.identity()));
  }
}
