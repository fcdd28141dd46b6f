package io.aksguard.evidence.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What opens a workload that Service {@code web} selects. */
class ExposureTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "Service | {type: LoadBalancer} | {} | {} | Service shop/web",
        "Service | {type: LoadBalancer} | {} | {loadBalancer: {ingress: [{ip: 20.1.2.3}]}} | Service shop/web",
        "Service | {type: LoadBalancer} | {} | {loadBalancer: {ingress: [{ip: 10.1.2.3}]}} | ",
        "Service | {type: LoadBalancer} | {} | {loadBalancer: {ingress: [{ip: 172.32.0.1}]}} | Service shop/web",
        "Service | {type: LoadBalancer} | {service.beta.kubernetes.io/azure-load-balancer-internal: 'true'} | {} | ",
        "Service | {type: ClusterIP} | {} | {} | ",
        "Service | {type: NodePort} | {} | {} | ",
        "Ingress | {rules: [{http: {paths: [{backend: {service: {name: web}}}]}}]} | {} | {} | Ingress shop/web",
        "Ingress | {rules: [{http: {paths: [{backend: {serviceName: web}}]}}]} | {} | {} | Ingress shop/web",
        "Ingress | {defaultBackend: {service: {name: web}}} | {} | {} | Ingress shop/web",
        "Ingress | {defaultBackend: {service: {name: other}}} | {} | {} | ",
        "Ingress | {defaultBackend: {service: {name: web}}} | {appgw.ingress.kubernetes.io/use-private-ip: 'true'} | {} | ",
        "Ingress | {defaultBackend: {service: {name: web}}} | {} | {loadBalancer: {ingress: [{ip: 10.0.0.9}]}} | ",
        "HTTPRoute | {parentRefs: [{name: public}], rules: [{backendRefs: [{name: web}]}]} | {} | {} | HTTPRoute shop/web",
        "HTTPRoute | {parentRefs: [{name: private}], rules: [{backendRefs: [{name: web}]}]} | {} | {} | ",
        "HTTPRoute | {parentRefs: [{name: private}, {name: public}], rules: [{backendRefs: [{name: web}]}]} | {} | {} | HTTPRoute shop/web"
      })
  void exposedBy(String kind, String spec, String annotations, String status, String opens) {
    String group =
        kind.equals("Service")
            ? "v1"
            : kind.equals("Ingress") ? "networking.k8s.io/v1" : "gateway.networking.k8s.io/v1";
    JsonObject section =
        Given.section(
            """
            {apiVersion: %s, kind: %s, metadata: {name: web, namespace: shop, annotations: %s}, spec: %s, status: %s}
            ---
            apiVersion: gateway.networking.k8s.io/v1
            kind: Gateway
            metadata: {name: private, namespace: shop}
            status: {addresses: [{value: 10.0.0.4}]}
            """
                .formatted(group, kind, annotations, spec, status));
    JsonObject web =
        JsonObject.of(Map.of("namespace", "shop", "services", JsonArray.of(List.of("web"))));

    JsonObject exposed = Exposure.added(section.with("workloads", JsonArray.of(List.of(web))));

    JsonObject workload = Given.list(exposed, "workloads").get(0);
    assertThat(workload.array("exposedBy").orElseThrow().known())
        .isEqualTo(opens == null ? List.of() : List.of(opens));
  }
}
