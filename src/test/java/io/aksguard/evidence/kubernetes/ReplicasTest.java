package io.aksguard.evidence.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonObject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The least number of pods is the autoscaler's where there is one. */
class ReplicasTest {
  private static final String SCALER =
      """
      apiVersion: autoscaling/v2
      kind: HorizontalPodAutoscaler
      metadata: {name: web, namespace: shop}
      spec: {scaleTargetRef: {kind: Deployment, name: web}, minReplicas: 2, maxReplicas: 9}
      ---
      """;

  private static String workload(String kind, String spec) {
    return """
        apiVersion: apps/v1
        kind: %s
        metadata: {name: web, namespace: shop}
        spec: {%stemplate: {spec: {containers: []}}}
        ---
        """
        .formatted(kind, spec);
  }

  private static @Nullable Object least(JsonObject section) {
    return Given.list(section, "workloads").get(0).raw("leastReplicas");
  }

  @Test
  void autoscaler_countsBeforeTheOwnNumber() {
    String five = workload("Deployment", "replicas: 5, ");

    assertThat(least(Given.section(five + SCALER))).isEqualTo(2L);
    assertThat(least(Given.section(five))).isEqualTo(5L);
    assertThat(least(Given.section(workload("StatefulSet", "replicas: 5, ") + SCALER)))
        .isEqualTo(5L);
  }

  @Test
  void withoutANumber_itIsOne_unlessAutoscalersMayBeHidden() {
    String none = workload("Deployment", "");
    Gap gap = new Gap("403");

    assertThat(least(Given.section(none))).isEqualTo(1L);
    assertThat(least(Given.objects(none).section(new Extent(Optional.of(gap))))).isEqualTo(gap);
  }

  @Test
  void whatRunsOnEachNode_hasNoNumber() {
    assertThat(least(Given.section(workload("DaemonSet", "")))).isNull();
  }
}
