package io.aksguard.evidence.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What kubelets and disks say stands at their Node, and nothing that may be secret. */
class NodesTest {
  private static final String NODE = "{apiVersion: v1, kind: Node, metadata: {name: a}}\n---\n";
  private static final String KUBELET =
      """
      apiVersion: aks-guard/v1
      kind: KubeletConfigz
      metadata: {name: a}
      kubeletconfig:
        readOnlyPort: 10255
        staticPodURLHeader: {Authorization: [MARKER]}
        authentication: {anonymous: {enabled: false}}
      ---
      """;
  private static final String FACTS =
      """
      apiVersion: aks-guard/v1
      kind: NodeFacts
      metadata: {name: a}
      kubeletFlags: [--config=/etc/k, --bootstrap-token MARKER]
      files: [{path: /etc/kubernetes/azure.json, mode: 600, owner: 'root:root', content: MARKER}]
      """;

  private static JsonObject node(String yaml) {
    List<JsonObject> nodes = Given.list(Given.section(yaml), "nodes");
    assertThat(nodes).hasSize(1);
    return nodes.get(0);
  }

  @Test
  void kubeletAndFacts_standAtTheirNode_withWhatControlsRead() {
    JsonObject node = node(KUBELET + NODE + FACTS);

    assertThat(Given.json(node.raw("configz")))
        .isEqualTo(
            "{\"kubeletconfig\":{\"readOnlyPort\":10255,"
                + "\"authentication\":{\"anonymous\":{\"enabled\":false}}}}");
    JsonObject facts = node.object("facts").orElseThrow();
    assertThat(Given.json(facts.raw("kubeletFlags")))
        .isEqualTo("[\"--config\",\"--bootstrap-token\"]");
    assertThat(Given.list(facts, "files")).hasSize(1);
    assertThat(Given.list(facts, "files").get(0).raw("mode")).isEqualTo("600");
    assertThat(Given.json(Given.section(KUBELET + NODE + FACTS))).doesNotContain("MARKER");
  }

  @Test
  void configzInTheNode_isCutLikewise() {
    String node =
        "{apiVersion: v1, kind: Node, metadata: {name: a}, configz: {kubeletconfig: %s}}"
            .formatted("{readOnlyPort: 0, staticPodURLHeader: {Authorization: [MARKER]}}");

    assertThat(Given.json(node(node).raw("configz")))
        .isEqualTo("{\"kubeletconfig\":{\"readOnlyPort\":0}}");
  }

  @Test
  void kubeletWithoutItsNode_isANodeOfWhichTheRestIsNotKnown() {
    JsonObject node = node(KUBELET);

    assertThat(node.raw("name")).isEqualTo("a");
    assertThat(node.raw("labels")).isEqualTo(new Gap("Node a itself was not in the input"));
    assertThat(node.raw("configz")).isNotNull();
  }

  @Test
  void factsOfAnotherShape_areGaps() {
    JsonObject node =
        node(NODE + "{apiVersion: aks-guard/v1, kind: NodeFacts, metadata: {name: a}, files: x}");

    assertThat(node.object("facts").orElseThrow().raw("files"))
        .isEqualTo(new Gap("files: expected a list"));
  }
}
