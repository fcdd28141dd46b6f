package io.aksguard.evidence.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Ingresses and listeners of Gateways in one shape. */
class EntrancesTest {
  private static final String GATEWAY =
      """
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: edge, namespace: shop}
      spec:
        gatewayClassName: istio
        listeners:
          - {name: http, protocol: HTTP, port: 80, hostname: a.example.com}
          - name: https
            protocol: HTTPS
            port: 443
            tls: {certificateRefs: [{name: cert, namespace: certs}]}
      status: {addresses: [{type: IPAddress, value: 20.1.2.3}]}
      ---
      """;

  private static String ingress(String namespace, String spec) {
    return """
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: {name: web, namespace: %s}
        spec: %s
        ---
        """
        .formatted(namespace, spec);
  }

  private static String route(String namespace, String parent, String rule) {
    return """
        apiVersion: gateway.networking.k8s.io/v1
        kind: HTTPRoute
        metadata: {name: r, namespace: %s}
        spec: {parentRefs: [%s], rules: [%s]}
        ---
        """
        .formatted(namespace, parent, rule);
  }

  private static final String REDIRECT =
      "{filters: [{type: RequestRedirect, requestRedirect: {scheme: https}}]}";

  private static List<JsonObject> entrances(String yaml) {
    return Given.list(Given.section(yaml), "entrances");
  }

  @Test
  void gateway_isOneEntranceForEachListener() {
    List<JsonObject> entrances = entrances(GATEWAY);

    assertThat(entrances).extracting(e -> e.raw("listener")).containsExactly("http", "https");
    assertThat(Given.json(entrances.get(0).raw("plainHosts"))).isEqualTo("[\"a.example.com\"]");
    assertThat(Given.json(entrances.get(1).raw("plainHosts"))).isEqualTo("[]");
    assertThat(Given.json(entrances.get(1).raw("certificates")))
        .isEqualTo("[{\"secret\":\"certs/cert\",\"found\":false}]");
    assertThat(Given.json(entrances.get(0).raw("addresses"))).isEqualTo("[\"20.1.2.3\"]");
  }

  @Test
  void listenerWhoseRoutesAllRedirect_servesNoPlainHost() {
    String other = route("apps", "{name: edge, namespace: shop}", REDIRECT);

    assertThat(Given.json(entrances(GATEWAY + other).get(0).raw("plainHosts"))).isEqualTo("[]");
    String served = route("shop", "{name: edge}", "{backendRefs: [{name: web}]}");
    assertThat(Given.json(entrances(GATEWAY + other + served).get(0).raw("plainHosts")))
        .isEqualTo("[\"a.example.com\"]");
  }

  @Test
  void redirects_areNotBelievedWhereRoutesMayBeHidden() {
    ClusterObjects objects = Given.objects(GATEWAY + route("shop", "{name: edge}", REDIRECT));
    Gap gap = new Gap("403");

    JsonArray entrances =
        objects.section(new Extent(Optional.of(gap))).array("entrances").orElseThrow();

    assertThat(entrances.objects().get(0).raw("plainHosts")).isEqualTo(gap);
    assertThat(entrances.rest()).contains(gap);
  }

  @Test
  void wildcardOfTls_coversOneLabel() {
    String spec =
        "{tls: [{hosts: ['*.example.com']}],"
            + " rules: [{host: a.Example.com}, {host: a.b.example.com}]}";

    assertThat(Given.json(entrances(ingress("shop", spec)).get(0).raw("plainHosts")))
        .isEqualTo("[\"a.b.example.com\"]");
  }

  @Test
  void hostOfTwoNamespaces_isSharedWithinAClass() {
    String own = "{ingressClassName: a, rules: [{host: a.example.com}, {}]}";
    String other = "{ingressClassName: b, rules: [{host: a.example.com}, {}]}";

    assertThat(entrances(ingress("shop", own) + ingress("bank", other)))
        .allSatisfy(e -> assertThat(Given.json(e.raw("sharedHosts"))).isEqualTo("[]"));
    assertThat(entrances(ingress("shop", own) + ingress("bank", own)))
        .allSatisfy(
            e -> assertThat(Given.json(e.raw("sharedHosts"))).isEqualTo("[\"a.example.com\"]"));
  }

  @Test
  void ingressOfAnotherShape_isGaps() {
    JsonObject entrance = entrances(ingress("shop", "{rules: x}")).get(0);

    assertThat(entrance.raw("hosts")).isEqualTo(new Gap("rules is no list"));
    assertThat(entrance.raw("plainHosts")).isEqualTo(new Gap("rules is no list"));
  }
}
