package io.aksguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.report.Format;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is secret in Kubernetes objects reaches nothing that AKS Guard writes. */
class KubernetesSecretsTest {
  private static final String MARKER = "M4rk3rOfASecretThatNobodyMayRead";
  private static final String CODED =
      Base64.getEncoder().encodeToString(MARKER.getBytes(StandardCharsets.UTF_8));
  private static final String ID =
      "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg/providers/"
          + "Microsoft.ContainerService/managedClusters/shop";

  /** A value at each place where Kubernetes has secrets, and at some where people put them. */
  private static final String OBJECTS =
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: db
        namespace: shop
        annotations:
          note: MARKER
          kubectl.kubernetes.io/last-applied-configuration: '{"apiVersion":"v1","kind":"Secret","stringData":{"p":"MARKER"}}'
      type: kubernetes.io/tls
      data: {password: CODED}
      stringData: {token: MARKER}
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: settings, namespace: shop}
      data: {connection: MARKER}
      binaryData: {file: CODED}
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web
        namespace: shop
        annotations:
          kubectl.kubernetes.io/last-applied-configuration: '{"spec":"MARKER"}'
          objectset.rio.cattle.io/applied: MARKER
          copy: '{"apiVersion": "v1", "kind": "Pod", "x": "MARKER"}'
        managedFields: [{manager: MARKER}]
      spec:
        template:
          metadata:
            annotations: {kubectl.kubernetes.io/last-applied-configuration: MARKER}
          spec:
            initContainers:
              - {name: init, image: busybox, env: [{name: A, value: MARKER}]}
            containers:
              - name: web
                image: web
                args: ['--password=MARKER', '--verbose']
                env:
                  - {name: PASSWORD, value: MARKER}
                  - {name: ALSO, value: CODED, valueFrom: {secretKeyRef: {name: db, key: password}}}
                livenessProbe:
                  httpGet: {path: /, port: 80, httpHeaders: [{name: Authorization, value: MARKER}]}
      ---
      apiVersion: batch/v1
      kind: CronJob
      metadata: {name: report, namespace: shop}
      spec:
        jobTemplate:
          spec: {template: {spec: {containers: [{name: r, image: r, env: [{name: A, value: MARKER}]}]}}}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: odd, namespace: shop, labels: MARKER}
      spec:
        containers:
          - {name: map, image: x, env: {PASSWORD: MARKER}}
          - {name: texts, image: x, env: [PASSWORD=MARKER]}
          - {name: text, image: x, env: MARKER, command: MARKER, securityContext: MARKER}
        ephemeralContainers: [{name: e, image: x, env: [{name: A, value: MARKER}]}]
      ---
      apiVersion: certificates.k8s.io/v1
      kind: CertificateSigningRequest
      metadata: {name: csr}
      spec: {signerName: kubernetes.io/kube-apiserver-client, request: CODED}
      status: {certificate: CODED}
      ---
      apiVersion: kyverno.io/v1
      kind: ClusterPolicy
      metadata: {name: copy-secret}
      spec: {rules: [{name: r, generate: {kind: Secret, data: {stringData: {p: MARKER}}}}]}
      ---
      apiVersion: argoproj.io/v1alpha1
      kind: Application
      metadata: {name: app}
      spec: {source: {helm: {values: MARKER}}}
      ---
      apiVersion: v1
      kind: Config
      users: [{name: me, user: {token: MARKER}}]
      ---
      apiVersion: v1
      kind: List
      items:
        - {apiVersion: v1, kind: Secret, metadata: {name: listed}, stringData: {p: MARKER}}
      """;

  @TempDir private Path folder;
  private Path inputs;

  @BeforeEach
  void write() throws IOException {
    inputs = Files.createDirectory(folder.resolve("inputs"));
    Files.writeString(
        inputs.resolve("cluster.json"),
        """
        {"id": "%s", "name": "shop", "type": "Microsoft.ContainerService/managedClusters",
         "location": "westeurope", "properties": {"kubernetesVersion": "1.34"}}
        """
            .formatted(ID));
    Files.writeString(inputs.resolve("objects.yaml"), marked(OBJECTS));
    Files.writeString(
        inputs.resolve("cut.json"),
        marked("{\"apiVersion\":\"v1\",\"kind\":\"Secret\",\"data\":{\"p\": MARKER}}"));
    Files.writeString(
        inputs.resolve("cut.yaml"),
        marked("apiVersion: v1\nkind: Secret\ndata: {p: 'MARKER\n  q: *MARKER\n"));
    Files.writeString(
        inputs.resolve("twice.yaml"),
        marked("apiVersion: v1\nkind: Secret\ndata:\n  p: MARKER\n  p: MARKER\n"));
  }

  private static String marked(String text) {
    return text.replace("MARKER", MARKER).replace("CODED", CODED);
  }

  @Test
  void report_ofEachFormat_hasNoSecret() {
    for (Format format : Format.values()) {
      String name = format.name().toLowerCase(Locale.ROOT);
      CommandRun run =
          CommandRun.of(
              "audit",
              "--input",
              inputs,
              "--format",
              name,
              "--include",
              "all",
              "--fail-on",
              "never");

      assertThat(run.out()).as(name).isNotEmpty().doesNotContain(MARKER, CODED);
      assertThat(run.err()).as(name).doesNotContain(MARKER, CODED);
    }
  }

  @Test
  void store_hasNoSecret_neitherInTheLedgerNorInTheEvidence() throws IOException {
    Path store = folder.resolve("store");
    Path whole = Files.createDirectory(folder.resolve("whole"));
    for (String file : List.of("cluster.json", "objects.yaml")) {
      Files.copy(inputs.resolve(file), whole.resolve(file));
    }

    CommandRun run =
        CommandRun.of(
            "audit",
            "--input",
            whole,
            "--record",
            store,
            "--skip-unreadable",
            "--fail-on",
            "never");

    assertThat(run.err() + run.out()).doesNotContain(MARKER, CODED);
    List<Path> written;
    try (Stream<Path> files = Files.walk(store)) {
      written = files.filter(Files::isRegularFile).toList();
    }
    assertThat(written).anyMatch(file -> file.toString().endsWith(".gz"));
    StringBuilder all = new StringBuilder();
    for (Path file : written) {
      String text = text(file);
      assertThat(text).as(file.toString()).doesNotContain(MARKER, CODED);
      all.append(text);
    }
    assertThat(all).contains("\"db\"", "\"settings\"", "looksSecret");
  }

  private static String text(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    if (file.toString().endsWith(".gz")) {
      bytes = new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes();
    }
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
