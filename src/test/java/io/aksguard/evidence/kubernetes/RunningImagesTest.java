package io.aksguard.evidence.kubernetes;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonReader;
import io.aksguard.evidence.image.RunningImages;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What scanners and registries say, put beside what runs. */
class RunningImagesTest {
  private static final String OLD = "sha256:" + "01".repeat(32);
  private static final String NEW = "sha256:" + "02".repeat(32);
  private static final String WEB = "shop.azurecr.io/web:1.2.0";
  private static final Gap NOTHING = new Gap("nobody asked");

  private static String deployment(String name, String labels) {
    return """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: %s, namespace: shop, uid: %s, labels: %s}
        spec: {template: {spec: {containers: [{name: c, image: "%s"}]}}}
        ---
        """
        .formatted(name, name, labels, WEB);
  }

  private static String pod(String owner, String node, String image, String digest) {
    return """
        apiVersion: v1
        kind: Pod
        metadata:
          name: %1$s-%2$s
          namespace: shop
          uid: %1$s-%2$s
          ownerReferences: [{apiVersion: apps/v1, kind: Deployment, name: %1$s, controller: true}]
        spec: {nodeName: %2$s, containers: [{name: c, image: "%3$s"}]}
        status: {phase: Running, containerStatuses: [{name: c, imageID: "%4$s"}]}
        ---
        """
        .formatted(owner, node, image, digest.isEmpty() ? "" : "shop.azurecr.io/web@" + digest);
  }

  private static String trivy(String tag, String more) {
    return """
        apiVersion: aquasecurity.github.io/v1alpha1
        kind: VulnerabilityReport
        metadata: {name: r, namespace: shop, uid: r}
        report:
          registry: {server: shop.azurecr.io}
          artifact: {repository: web, tag: %s}
          summary: {criticalCount: 1, highCount: 2, mediumCount: 0, lowCount: 0, unknownCount: 0}
          %s
        ---
        """
        .formatted(tag, more);
  }

  private static JsonArray assessments(String... bodies) {
    return JsonArray.of(List.of(bodies).stream().map(JsonReader::object).toList());
  }

  private static List<JsonObject> images(String yaml, Object assessments, Object registries) {
    JsonObject section = Given.section(yaml);
    return Given.list(new RunningImages(section, assessments, registries).added(), "images");
  }

  private static String json(JsonObject image, String member) {
    Object value = image.raw(member);
    return value instanceof Gap gap ? gap.reason() : Given.json(requireNonNull(value));
  }

  @Test
  void image_thatRunsTwice_isOneElementWithItsPlaces() {
    String yaml =
        deployment("web", "{team: shop}")
            + pod("web", "n2", WEB, OLD)
            + pod("web", "n1", WEB, OLD)
            + "{apiVersion: v1, kind: Namespace, metadata: {name: shop, labels: {env: test}}}";

    List<JsonObject> images = images(yaml, NOTHING, NOTHING);

    assertThat(images).hasSize(1);
    assertThat(json(images.get(0), "pods")).isEqualTo("2");
    assertThat(json(images.get(0), "nodes")).isEqualTo("[\"n1\",\"n2\"]");
    assertThat(json(images.get(0), "workloads"))
        .isEqualTo(
            "[{\"workload\":\"Deployment shop/web\",\"system\":false,"
                + "\"labels\":{\"env\":\"test\",\"team\":\"shop\"}}]");
    assertThat(json(images.get(0), "vulnerabilities"))
        .isEqualTo("no scanner has told what is in this image");
    assertThat(json(images.get(0), "drifted"))
        .isEqualTo("no registry has told which digest the tag stands for");
  }

  @Test
  void workload_showsTheImagesThatRunInIt() {
    String yaml = deployment("web", "{}") + deployment("idle", "{}") + pod("web", "n1", WEB, OLD);

    JsonObject section = new RunningImages(Given.section(yaml), NOTHING, NOTHING).added();

    List<JsonObject> workloads = Given.list(section, "workloads");
    assertThat(Given.list(workloads.get(0), "images")).isEqualTo(Given.list(section, "images"));
    assertThat(Given.list(workloads.get(1), "images")).isEmpty();
  }

  @Test
  void image_thatNobodyRuns_isNone() {
    assertThat(images(deployment("web", "{}"), NOTHING, NOTHING)).isEmpty();
  }

  @Test
  void trivy_aReportByTag_countsWithWhatCanBeFixed() {
    String listed =
        "vulnerabilities: [{vulnerabilityID: CVE-1, severity: HIGH, fixedVersion: '2.0'},"
            + " {vulnerabilityID: CVE-2, severity: HIGH, fixedVersion: ''}]";

    JsonObject image =
        images(pod("web", "n1", WEB, OLD) + trivy("1.2.0", listed), NOTHING, NOTHING).get(0);

    assertThat(json(image, "vulnerabilities"))
        .isEqualTo("{\"critical\":1,\"high\":2,\"medium\":0,\"low\":0,\"unknown\":0}");
    assertThat(json(image, "fixable"))
        .isEqualTo("{\"critical\":0,\"high\":1,\"medium\":0,\"low\":0,\"unknown\":0}");
    assertThat(json(image, "scanners")).isEqualTo("[\"Trivy\"]");
  }

  @Test
  void trivy_aTagThatRunsWithTwoDigests_tellsNothingOfEither() {
    String yaml =
        pod("web", "n1", WEB, OLD) + pod("web", "n2", WEB, NEW) + trivy("1.2.0", "os: {}");

    List<JsonObject> images = images(yaml, NOTHING, NOTHING);

    assertThat(images).hasSize(2);
    assertThat(json(images.get(0), "vulnerabilities")).startsWith("no scanner");
    assertThat(json(images.get(0), "drifted")).isEqualTo("true");
    assertThat(json(images.get(1), "drifted")).isEqualTo("true");
  }

  @Test
  void defender_newShape_countsEachCveOnce() {
    String finding =
        """
        {"name": "%s", "properties": {"status": {"code": "Unhealthy"},
          "resourceAdditionalData": "{\\"Digest\\": \\"%s\\"}",
          "additionalData": {"CvesDetails": "[%s]"}}}
        """;
    String one =
        "{\\\"CveId\\\":\\\"CVE-1\\\",\\\"Severity\\\":\\\"Critical\\\",\\\"FixStatus\\\":\\\"FixAvailable\\\"}";
    String two =
        "{\\\"CveId\\\":\\\"CVE-2\\\",\\\"Severity\\\":\\\"Low\\\",\\\"FixStatus\\\":\\\"NoFix\\\"}";

    JsonObject image =
        images(
                pod("web", "n1", WEB, OLD),
                assessments(
                    finding.formatted("a", OLD, one + "," + two), finding.formatted("b", OLD, one)),
                NOTHING)
            .get(0);

    assertThat(json(image, "vulnerabilities"))
        .isEqualTo("{\"critical\":1,\"high\":0,\"medium\":0,\"low\":1,\"unknown\":0}");
    assertThat(json(image, "fixable"))
        .isEqualTo("{\"critical\":1,\"high\":0,\"medium\":0,\"low\":0,\"unknown\":0}");
  }

  @Test
  void defender_oldShape_isReadAsWell() {
    String finding =
        """
        {"properties": {"id": "CVE-1", "status": {"code": "Unhealthy", "severity": "High"},
          "additionalData": {"softwareDetails": {"fixedVersion": "1.1"},
            "artifactDetails": {"registryHost": "shop.azurecr.io", "repositoryName": "web",
              "digest": "%s", "tags": ["1.2.0"]}}}}
        """
            .formatted(OLD);

    JsonObject image = images(pod("web", "n1", WEB, OLD), assessments(finding), NOTHING).get(0);

    assertThat(json(image, "fixable"))
        .isEqualTo("{\"critical\":0,\"high\":1,\"medium\":0,\"low\":0,\"unknown\":0}");
  }

  @Test
  void defender_aFindingOfNoDigest_leavesTheZerosOfOthersOpen() {
    String clean =
        "{\"properties\": {\"status\": {\"code\": \"Healthy\"},"
            + "\"resourceAdditionalData\": {\"digest\": \""
            + OLD
            + "\"}}}";
    String unnamed = "{\"properties\": {\"status\": {\"code\": \"Unhealthy\"}}}";
    String yaml = pod("web", "n1", WEB, OLD);

    JsonObject open = images(yaml, assessments(clean, unnamed), NOTHING).get(0);
    JsonObject known =
        images(yaml + trivy("1.2.0", "os: {}"), assessments(clean, unnamed), NOTHING).get(0);

    assertThat(open.object("vulnerabilities").orElseThrow().raw("critical"))
        .isEqualTo(new Gap("a finding of Defender names no digest of an image"));
    assertThat(known.object("vulnerabilities").orElseThrow().raw("medium")).isEqualTo(0L);
    assertThat(json(known, "scanners")).contains("Trivy");
  }

  @Test
  void registry_thatKnowsItsTags_tellsDriftAndNewerTags() {
    JsonArray registries =
        JsonArray.of(
            List.of(
                JsonReader.object(
                    """
                    {"properties": {"loginServer": "shop.azurecr.io"}, "repositories": [
                      {"imageName": "web", "tags": [
                        {"name": "1.2.0", "digest": "%s"}, {"name": "1.2.1", "digest": "%s"},
                        {"name": "1.1.0", "digest": "%s"}]}]}
                    """
                        .formatted(NEW, NEW, OLD))));

    JsonObject moved = images(pod("web", "n1", WEB, OLD), NOTHING, registries).get(0);
    JsonObject current = images(pod("web", "n1", WEB, NEW), NOTHING, registries).get(0);
    JsonObject unread = images(pod("web", "n1", WEB, ""), NOTHING, registries).get(0);

    assertThat(json(moved, "drifted")).isEqualTo("true");
    assertThat(json(moved, "registryDigest")).contains(NEW);
    assertThat(json(moved, "newerTags")).isEqualTo("[\"1.2.1\"]");
    assertThat(json(current, "drifted")).isEqualTo("false");
    assertThat(json(unread, "drifted")).startsWith("its nodes do not tell");
  }

  @Test
  void image_pinnedByDigestAlone_cannotDrift() {
    JsonObject image =
        images(pod("web", "n1", "shop.azurecr.io/web@" + OLD, OLD), NOTHING, NOTHING).get(0);

    assertThat(json(image, "drifted")).isEqualTo("false");
  }
}
