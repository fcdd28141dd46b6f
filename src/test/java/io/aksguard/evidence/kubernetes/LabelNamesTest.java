package io.aksguard.evidence.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.evidence.JsonObject;
import org.junit.jupiter.api.Test;

/** A label may bear the name of something that is never kept elsewhere. */
class LabelNamesTest {
  @Test
  void labels_calledEnvDataOrPriority_areKept() {
    JsonObject section =
        Given.section(
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web, namespace: shop, labels: {env: prod, data: big, priority: high}}
            spec:
              selector: {matchLabels: {env: prod}}
              template:
                metadata: {labels: {env: prod}}
                spec: {nodeSelector: {env: prod}, containers: [{name: web, image: web}]}
            """);

    JsonObject web = Given.list(section, "workloads").get(0);

    assertThat(Given.json(web.object("labels").orElseThrow()))
        .isEqualTo("{\"env\":\"prod\",\"data\":\"big\",\"priority\":\"high\"}");
    assertThat(Given.json(web.object("spec").orElseThrow()))
        .isEqualTo("{\"selector\":{\"matchLabels\":{\"env\":\"prod\"}}}");
    assertThat(Given.json(web.object("template").orElseThrow()))
        .contains("\"labels\":{\"env\":\"prod\"}")
        .contains("\"nodeSelector\":{\"env\":\"prod\"}");
  }
}
