package io.aksguard.control.podsecurity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The pods with which Kubernetes tests its own admission plugin. */
class PodSecuritySamplesTest {
  private static final Path SAMPLES =
      Path.of(System.getProperty("aksguard.basedir", "."), "..", "shared", "samples", "pss");

  /** What the samples name by a check that a stricter one replaces where they are judged. */
  private static final Map<String, String> REPLACED =
      Map.of(
          "capabilities_baseline", "capabilities_restricted",
          "hostpathvolumes", "restrictedvolumes",
          "procmount", "procmount_restricted",
          "seccompprofile_baseline", "seccompprofile_restricted");

  @Test
  void samples_agree() throws IOException {
    if (!"true".equals(System.getenv("CI"))) {
      assumeTrue(Files.isDirectory(SAMPLES), "the samples are not here");
    }
    Map<String, int[]> agreed = new TreeMap<>();
    List<String> differing = new ArrayList<>();

    for (String line : Files.readAllLines(SAMPLES.resolve("expected.csv"))) {
      String[] cells = line.split(",", -1); // file, level, version, expected, check
      if (cells[0].equals("file")) {
        continue;
      }
      int[] score = agreed.computeIfAbsent(cells[1] + " " + cells[2], key -> new int[2]);
      List<String> found = checks(cells);
      score[1]++;
      if (agrees(cells[1], cells[3], cells[4], found)) {
        score[0]++;
      } else {
        differing.add(line + " found " + found);
      }
    }

    agreed.forEach((key, n) -> System.out.printf("pod security %s: %d/%d%n", key, n[0], n[1]));
    assertThat(differing).isEmpty();
    assertThat(agreed).isNotEmpty();
  }

  private static List<String> checks(String[] cells) throws IOException {
    Object pod = Pods.parse(Files.readString(SAMPLES.resolve(cells[0])));
    Level level = Level.of(cells[1]).orElseThrow();
    int minor = Integer.parseInt(cells[2].replace("v1.", ""));
    return PodSecurity.violations(pod, level, minor).stream()
        .map(violation -> violation.check().toLowerCase(Locale.ROOT))
        .collect(Collectors.toList());
  }

  private static boolean agrees(String level, String expected, String check, List<String> found) {
    if (expected.equals("pass")) {
      return found.isEmpty();
    }
    return found.contains(check)
        || (level.equals("restricted") && found.contains(REPLACED.get(check)));
  }
}
