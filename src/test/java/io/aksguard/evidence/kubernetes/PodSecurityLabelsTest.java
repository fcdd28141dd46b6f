package io.aksguard.evidence.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodSecurityLabelsTest {
  /** As PolicyToEvaluate of k8s.io/pod-security-admission/api does; "-" stands for no label. */
  @ParameterizedTest
  @CsvSource({
    "-, -, 1.33.4, privileged, 1.33",
    "baseline, -, 1.33.4, baseline, 1.33",
    "restricted, latest, v1.33.4+build, restricted, 1.33",
    "baseline, v1.28, 1.33.4, baseline, 1.28",
    "privileged, v1.28, '', privileged, 1.28",
    "baseline, v1.40, 1.33.4, baseline, 1.33",
    "Baseline, -, 1.33.4, restricted, 1.33",
    "'', -, 1.33.4, restricted, 1.33",
    "baseline, 1.28, 1.33.4, baseline, 1.33",
    "baseline, v1.028, 1.33.4, baseline, 1.33",
    "-, v1.28, 1.33.4, privileged, 1.33",
    "baseline, -, '', baseline, latest",
  })
  void labels_areReadAsThePluginReadsThem(
      String level, String version, String apiServer, String enforced, String by) {
    Map<String, Object> labels = new LinkedHashMap<>();
    put(labels, "pod-security.kubernetes.io/enforce", level);
    put(labels, "pod-security.kubernetes.io/enforce-version", version);
    JsonObject namespace = namespace(JsonObject.of(labels));
    JsonObject workload = JsonObject.of(Map.of("kind", "Pod", "namespace", "shop", "name", "web"));

    PodSecurityLabels read = new PodSecurityLabels(List.of(namespace), apiServer);

    Map<String, String> expected = Map.of("level", enforced, "version", by);
    assertThat(read.joined(namespace).raw("podSecurity")).isEqualTo(expected);
    assertThat(read.joined(workload).raw("podSecurity")).isEqualTo(expected);
  }

  @Test
  void labelInAnotherCase_isAnotherLabel() {
    JsonObject labels = JsonObject.of(Map.of("Pod-Security.kubernetes.io/enforce", "baseline"));
    JsonObject namespace = namespace(labels);

    PodSecurityLabels read = new PodSecurityLabels(List.of(namespace), "1.33");

    assertThat(read.joined(namespace).object("podSecurity").orElseThrow().string("level"))
        .contains("privileged");
  }

  @Test
  void labelsNotRead_leaveTheLevelOpen() {
    Gap gap = new Gap("not read");

    JsonObject joined =
        new PodSecurityLabels(List.of(namespace(gap)), "1.33").joined(namespace(gap));

    JsonObject enforced = joined.object("podSecurity").orElseThrow();
    assertThat(enforced.raw("level")).isEqualTo(gap);
    assertThat(enforced.raw("version")).isEqualTo("1.33");
  }

  private static JsonObject namespace(Object labels) {
    return JsonObject.of(Map.of("kind", "Namespace", "name", "shop", "labels", labels));
  }

  private static void put(Map<String, Object> labels, String key, String value) {
    if (!value.equals("-")) {
      labels.put(key, value);
    }
  }
}
