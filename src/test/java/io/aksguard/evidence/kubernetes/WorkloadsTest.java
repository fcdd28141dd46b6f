package io.aksguard.evidence.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.evidence.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One Deployment is one workload, whatever of it was in the input. */
class WorkloadsTest {
  private static final String DEPLOYMENT =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web, namespace: shop, uid: d1, labels: {app: Web}}
      spec:
        replicas: 2
        template:
          metadata: {labels: {app: Web}}
          spec:
            initContainers: [{name: wait, image: busybox}]
            containers: [{name: web, image: shop/web}]
      ---
      """;
  private static final String REPLICA_SET =
      """
      apiVersion: apps/v1
      kind: ReplicaSet
      metadata:
        name: web-5d9
        namespace: shop
        uid: r1
        ownerReferences: [{apiVersion: apps/v1, kind: Deployment, name: web, controller: true}]
      spec:
        replicas: 2
        template:
          metadata: {labels: {app: Web}}
          spec: {containers: [{name: web, image: shop/web}]}
      ---
      """;
  private static final String PODS = pod("web-5d9-a") + pod("web-5d9-b");

  private static String pod(String name) {
    return """
        apiVersion: v1
        kind: Pod
        metadata:
          name: %s
          namespace: shop
          uid: %s
          labels: {app: Web, pod-template-hash: 5d9}
          ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: web-5d9, controller: true}]
        spec: {nodeName: n1, containers: [{name: web, image: shop/web}]}
        status:
          phase: Running
          containerStatuses: [{name: web, imageID: shop/web@sha256:1}]
        ---
        """
        .formatted(name, name);
  }

  @Test
  void podsAndReplicaSets_areOfTheirDeployment() {
    JsonObject section = Given.section(PODS + REPLICA_SET + DEPLOYMENT);

    List<JsonObject> workloads = Given.list(section, "workloads");
    assertThat(workloads).hasSize(1);
    JsonObject web = workloads.get(0);
    assertThat(web.raw("kind")).isEqualTo("Deployment");
    assertThat(web.raw("name")).isEqualTo("web");
    assertThat(web.raw("namespace")).isEqualTo("shop");
    assertThat(web.raw("pods")).isEqualTo(2L);
    assertThat(web.raw("system")).isEqualTo(false);
    assertThat(Given.json(web.raw("spec"))).isEqualTo("{\"replicas\":2}");
    assertThat(Given.json(web.raw("containers")))
        .isEqualTo(
            "[{\"name\":\"wait\",\"image\":\"busybox\",\"list\":\"initContainers\"},"
                + "{\"name\":\"web\",\"image\":\"shop/web\",\"list\":\"containers\"}]");
    assertThat(Given.json(Given.list(section, "pods").get(0)))
        .isEqualTo(
            "{\"namespace\":\"shop\",\"name\":\"web-5d9-a\",\"workload\":\"Deployment/web\","
                + "\"node\":\"n1\",\"phase\":\"Running\",\"images\":[{\"container\":\"web\","
                + "\"list\":\"containers\",\"image\":\"shop/web\",\"imageID\":\"shop/web@sha256:1\"}]}");
  }

  @Test
  void ownerThatIsNotInTheInput_isMadeFromTheReference() {
    for (String given : List.of(PODS, PODS + REPLICA_SET, REPLICA_SET + PODS)) {
      JsonObject section = Given.section(given);

      List<JsonObject> workloads = Given.list(section, "workloads");
      assertThat(workloads).hasSize(1);
      JsonObject web = workloads.get(0);
      assertThat(web.raw("kind")).isEqualTo("Deployment");
      assertThat(web.raw("name")).isEqualTo("web");
      assertThat(web.raw("pods")).isEqualTo(2L);
      assertThat(Given.json(web.raw("labels"))).contains("itself was not in the input");
      assertThat(Given.json(web.raw("containers"))).contains("shop/web");
    }
  }

  @Test
  void revisionThatRuns_isTheTemplateOfAnUnknownDeployment() {
    String old = REPLICA_SET.replace("web-5d9", "web-111").replace("r1", "r0");
    String section =
        Given.json(
            Given.section(
                    old.replace("replicas: 2", "replicas: 0").replace("shop/web", "shop/web:old")
                        + REPLICA_SET)
                .raw("workloads"));

    assertThat(section).contains("\"image\":\"shop/web\"").doesNotContain("shop/web:old");
  }

  @Test
  void barePod_isItsOwnWorkload_alsoAStaticOne() {
    JsonObject section =
        Given.section(
            """
            apiVersion: v1
            kind: Pod
            metadata: {name: tool, labels: {app: tool}}
            spec: {hostPID: true, containers: [{name: tool, image: busybox}]}
            ---
            apiVersion: v1
            kind: Pod
            metadata:
              name: proxy-n1
              namespace: kube-system
              ownerReferences: [{apiVersion: v1, kind: Node, name: n1, controller: true}]
            spec: {containers: [{name: proxy, image: proxy}]}
            """);

    assertThat(Given.list(section, "workloads"))
        .extracting(w -> w.raw("kind") + " " + w.raw("namespace") + "/" + w.raw("name"))
        .containsExactly("Pod default/tool", "Pod kube-system/proxy-n1");
    JsonObject tool = Given.list(section, "workloads").get(0);
    assertThat(Given.json(tool.raw("template"))).contains("\"hostPID\":true", "\"app\":\"tool\"");
    assertThat(Given.list(section, "workloads").get(1).raw("system")).isEqualTo(true);
  }

  @Test
  void jobsOfACronJob_areTheCronJob() {
    JsonObject section =
        Given.section(
            """
            apiVersion: batch/v1
            kind: CronJob
            metadata: {name: report, namespace: shop}
            spec:
              schedule: 0 3 * * *
              jobTemplate:
                spec:
                  backoffLimit: 2
                  template: {spec: {containers: [{name: report, image: report}]}}
            ---
            apiVersion: v1
            kind: Pod
            metadata:
              name: report-28374650-x
              namespace: shop
              ownerReferences: [{apiVersion: batch/v1, kind: Job, name: report-28374650, controller: true}]
            spec: {containers: [{name: report, image: report}]}
            status: {phase: Running}
            """);

    assertThat(Given.list(section, "workloads")).hasSize(1);
    JsonObject report = Given.list(section, "workloads").get(0);
    assertThat(Given.json(report.raw("spec")))
        .isEqualTo("{\"schedule\":\"0 3 * * *\",\"jobTemplate\":{\"spec\":{\"backoffLimit\":2}}}");
    assertThat(report.raw("pods")).isEqualTo(1L);
    assertThat(Given.json(report.raw("containers"))).contains("\"image\":\"report\"");
  }

  @Test
  void controllerOfSomebodyElse_isAWorkloadByItsShape() {
    JsonObject section =
        Given.section(
            """
            apiVersion: argoproj.io/v1alpha1
            kind: Rollout
            metadata: {name: web, namespace: shop}
            spec: {template: {spec: {containers: [{name: web, image: web}]}}}
            ---
            apiVersion: v1
            kind: Pod
            metadata:
              name: web-77-a
              namespace: shop
              labels: {rollouts-pod-template-hash: "77"}
              ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: web-77, controller: true}]
            spec: {containers: [{name: web, image: web}]}
            status: {phase: Running}
            """);

    assertThat(Given.list(section, "workloads"))
        .extracting(w -> w.raw("kind") + "/" + w.raw("name") + " " + w.raw("pods"))
        .containsExactly("Rollout/web 1");
  }
}
