package io.aksguard.evidence.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What selects what. */
class RelationsTest {
  private static final String PODS =
      """
      {apiVersion: v1, kind: Namespace, metadata: {name: shop, labels: {team: Shop}}}
      ---
      {apiVersion: v1, kind: Namespace, metadata: {name: bank}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: web, namespace: shop, labels: {app: web}}, spec: {containers: []}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: db, namespace: shop, labels: {app: db}}, spec: {containers: []}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: agent, namespace: shop, labels: {app: web}}, spec: {hostNetwork: true, containers: []}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: web, namespace: bank, labels: {app: web}}, spec: {containers: []}}
      ---
      """;

  private static JsonObject of(JsonObject section, String list, String key) {
    return Given.list(section, list).stream()
        .filter(
            each ->
                key.equals(
                    each.string("namespace").map(n -> n + "/").orElse("")
                        + each.string("name").orElse("")))
        .findFirst()
        .orElseThrow();
  }

  private static String policy(String kind, String metadata, String spec) {
    String version =
        kind.equals("NetworkPolicy")
            ? "networking.k8s.io/v1"
            : kind.startsWith("Cilium") ? "cilium.io/v2" : "policy.networking.k8s.io/v1alpha1";
    return "{apiVersion: %s, kind: %s, metadata: %s, %s}\n---\n"
        .formatted(version, kind, metadata, spec);
  }

  /** Which pods of which direction the policy {@code p} governs. */
  private static String governed(String policy) {
    JsonObject section = Given.section(PODS + policy);
    List<String> found = new ArrayList<>();
    for (String direction : List.of("ingress", "egress")) {
      for (JsonObject pod : Given.list(section, "workloads")) {
        if (pod.array(direction + "Policies").orElseThrow().known().contains("p")) {
          found.add(direction + " " + pod.raw("namespace") + "/" + pod.raw("name"));
        }
      }
    }
    return String.join(", ", found);
  }

  private static String members(String policy, String... members) {
    JsonObject joined = Given.list(Given.section(PODS + policy), "networkPolicies").get(0);
    List<String> shown = new ArrayList<>();
    for (String member : members) {
      Object value = joined.raw(member);
      shown.add(
          value instanceof JsonArray array ? array.known().toString() : String.valueOf(value));
    }
    return String.join(" ", shown);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{podSelector: {}}                                            | ingress shop/web, ingress shop/db",
        "{}                                                           | ingress shop/web, ingress shop/db",
        "{podSelector: {matchLabels: {app: web}}}                     | ingress shop/web",
        "{podSelector: {matchLabels: {app: web}}, policyTypes: [Egress]} | egress shop/web",
        "{podSelector: {matchLabels: {app: web}}, egress: [{}]}       | ingress shop/web, egress shop/web",
        "{podSelector: {matchLabels: {app: web}}, egress: []}         | ingress shop/web",
        "{podSelector: {matchLabels: {app: web}}, policyTypes: [Ingress], egress: [{}]} | ingress shop/web",
        "{podSelector: {matchExpressions: [{key: app, operator: NotIn, values: [db]}]}} | ingress shop/web",
        "{podSelector: {matchLabels: {app: Web}}}                     | ''",
      })
  void networkPolicy_governsPodsOfItsNamespace_inTheDirectionsThatUpstreamTakes(
      String spec, String expected) {
    assertThat(governed(policy("NetworkPolicy", "{name: p, namespace: shop}", "spec: " + spec)))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CiliumNetworkPolicy | {name: p, namespace: shop} | spec: {endpointSelector: {}, ingress: [{}]} | ingress shop/web, ingress shop/db",
        "CiliumNetworkPolicy | {name: p, namespace: shop} | spec: {endpointSelector: {matchLabels: {'k8s:app': web}}, ingressDeny: [{fromEntities: [world]}]} | ingress shop/web",
        "CiliumNetworkPolicy | {name: p, namespace: shop} | spec: {endpointSelector: {matchLabels: {'any:app': web}}, egress: [{}], enableDefaultDeny: {egress: false}} | ''",
        "CiliumNetworkPolicy | {name: p, namespace: shop} | spec: {endpointSelector: {}, ingress: [], egress: []} | ''",
        "CiliumNetworkPolicy | {name: p, namespace: shop} | specs: [{endpointSelector: {matchLabels: {app: web}}, ingress: [{}]}, {endpointSelector: {matchLabels: {app: db}}, egress: [{}]}] | ingress shop/web, egress shop/db",
        "CiliumNetworkPolicy | {name: p, namespace: shop} | specs: [] | ''",
        "CiliumClusterwideNetworkPolicy | {name: p} | spec: {endpointSelector: {matchLabels: {app: web}}, ingress: [{}]} | ingress shop/web, ingress bank/web",
        "CiliumClusterwideNetworkPolicy | {name: p} | spec: {endpointSelector: {matchLabels: {'k8s:io.kubernetes.pod.namespace': bank}}, ingress: [{}]} | ingress bank/web",
        "CiliumClusterwideNetworkPolicy | {name: p} | spec: {endpointSelector: {matchExpressions: [{key: io.cilium.k8s.namespace.labels.team, operator: In, values: [Shop]}]}, egress: [{}]} | egress shop/web, egress shop/db",
        "CiliumClusterwideNetworkPolicy | {name: p} | spec: {nodeSelector: {}, ingress: [{}]} | ''",
        "AdminNetworkPolicy | {name: p} | spec: {subject: {namespaces: {}}, ingress: [{action: Deny, from: [{namespaces: {}}]}]} | ''",
      })
  void otherKinds_governWhatTheyIsolate(
      String kind, String metadata, String spec, String expected) {
    assertThat(governed(policy(kind.strip(), metadata, spec))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ingress: [{}]                                       | true false [spec.ingress[0] names neither from nor ports]",
        "ingress: [{from: [], ports: []}]                    | true false [spec.ingress[0] names neither from nor ports]",
        "ingress: [{ports: [{port: 80}]}]                    | false false []",
        "ingress: [{from: [{podSelector: {}}]}]              | false false []",
        "ingress: []                                         | false false []",
        "egress: [{to: [{ipBlock: {cidr: 0.0.0.0/0}}]}]      | false true [spec.egress[0].to[0].ipBlock is 0.0.0.0/0]",
        "egress: [{to: [{ipBlock: {cidr: '::/0'}}]}]         | false true [spec.egress[0].to[0].ipBlock is ::/0]",
        "egress: [{to: [{ipBlock: {cidr: 0.0.0.0/0, except: [10.0.0.0/8]}}]}] | false false []",
        "egress: [{to: [{ipBlock: {cidr: 0.0.0.0/0}}], ports: [{port: 443}]}] | false false []",
        "policyTypes: [Egress], ingress: [{}]                | false false []",
      })
  void networkPolicy_opens(String rules, String expected) {
    String policy =
        policy(
            "NetworkPolicy",
            "{name: p, namespace: shop}",
            "spec: {podSelector: {}, " + rules + "}");

    assertThat(members(policy, "allowsAllIngress", "allowsAllEgress", "openings"))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CiliumNetworkPolicy | spec: {endpointSelector: {}, ingress: [{fromEntities: [all]}]} | 2 true true false",
        "CiliumNetworkPolicy | spec: {endpointSelector: {}, egress: [{toCIDR: [0.0.0.0/0]}]} | 2 true false true",
        "CiliumNetworkPolicy | spec: {endpointSelector: {}, egress: [{toCIDRSet: [{cidr: 0.0.0.0/0}]}]} | 2 true false true",
        "CiliumNetworkPolicy | spec: {endpointSelector: {}, egress: [{toEntities: [world], toPorts: [{ports: [{port: '443'}]}]}]} | 2 true false false",
        "CiliumNetworkPolicy | spec: {endpointSelector: {}, ingress: [{fromEndpoints: [{}]}]} | 2 true false false",
        "CiliumNetworkPolicy | spec: {nodeSelector: {}, ingress: [{}]} | null false false false",
        "AdminNetworkPolicy | spec: {subject: {pods: {namespaceSelector: {matchLabels: {team: Shop}}, podSelector: {matchLabels: {app: web}}}}, ingress: [{action: Allow, from: [{namespaces: {}}]}]} | 1 false true false",
        "BaselineAdminNetworkPolicy | spec: {subject: {namespaces: {}}, egress: [{action: Deny, to: [{networks: [0.0.0.0/0]}]}]} | 3 true false false",
        "AdminNetworkPolicy | spec: {subject: {namespaces: {}}, egress: [{action: Allow, to: [{networks: [0.0.0.0/0]}]}]} | 3 true false true",
      })
  void otherKinds_selectAndOpen(String kind, String spec, String expected) {
    String metadata = kind.startsWith("CiliumN") ? "{name: p, namespace: shop}" : "{name: p}";

    assertThat(
            members(
                policy(kind.strip(), metadata, spec),
                "selects",
                "selectsAll",
                "allowsAllIngress",
                "allowsAllEgress"))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "NetworkPolicy | {podSelector: {}}                                | true false",
        "NetworkPolicy | {podSelector: {}, policyTypes: [Ingress, Egress]} | true true",
        "NetworkPolicy | {podSelector: {}, policyTypes: [Egress]}         | false true",
        "NetworkPolicy | {podSelector: {}, ingress: [{from: [{podSelector: {}}]}]} | false false",
        "NetworkPolicy | {podSelector: {matchLabels: {app: web}}}         | false false",
        "CiliumNetworkPolicy | {endpointSelector: {}, ingress: [{}], egress: [{toEndpoints: []}]} | true true",
        "CiliumNetworkPolicy | {endpointSelector: {}, egressDeny: [{toEntities: [world]}]} | false true",
        "CiliumNetworkPolicy | {endpointSelector: {}, ingress: [{fromEndpoints: [{}]}]} | false false",
      })
  void namespace_deniesByDefault(String kind, String spec, String expected) {
    JsonObject shop =
        of(
            Given.section(
                PODS + policy(kind.strip(), "{name: p, namespace: shop}", "spec: " + spec)),
            "namespaces",
            "shop");

    assertThat(shop.raw("deniesIngress") + " " + shop.raw("deniesEgress")).isEqualTo(expected);
  }

  @Test
  void policyOfTheCluster_countsInNamespacesThatItSelectsAsAWhole() {
    String whole =
        policy(
            "CiliumClusterwideNetworkPolicy",
            "{name: p}",
            "spec: {endpointSelector: {matchLabels: {io.kubernetes.pod.namespace: shop}}, ingress: [{}]}");
    String parts =
        policy(
            "CiliumClusterwideNetworkPolicy",
            "{name: q}",
            "spec: {endpointSelector: {matchLabels: {app: web}}, ingress: [{}]}");

    JsonObject section = Given.section(PODS + whole + parts);

    assertThat(of(section, "namespaces", "shop").array("ingressPolicies").orElseThrow().known())
        .containsExactly("p");
    assertThat(of(section, "namespaces", "shop").raw("deniesIngress")).isEqualTo(true);
    assertThat(of(section, "namespaces", "bank").raw("deniesIngress")).isEqualTo(false);
  }

  @Test
  void policyThatCannotBeRead_leavesItsNamespaceUnknown_notTheOthers() {
    JsonObject section =
        Given.section(
            PODS
                + policy(
                    "NetworkPolicy",
                    "{name: p, namespace: shop}",
                    "spec: {podSelector: {matchExpressions: [{key: app, operator: Near}]}}"));

    assertThat(
            of(section, "workloads", "shop/web").array("ingressPolicies").flatMap(JsonArray::rest))
        .contains(new Gap("there is no operator Near"));
    assertThat(of(section, "namespaces", "shop").raw("deniesIngress")).isInstanceOf(Gap.class);
    assertThat(
            of(section, "workloads", "bank/web").array("ingressPolicies").flatMap(JsonArray::rest))
        .isEmpty();
    assertThat(Given.list(section, "networkPolicies").get(0).raw("selects"))
        .isInstanceOf(Gap.class);
  }

  @Test
  void namespaceWithUnknownLabels_leavesTheOthersKnown() {
    String everywhere =
        policy(
            "CiliumClusterwideNetworkPolicy",
            "{name: p}",
            "spec: {endpointSelector: {matchLabels: {io.cilium.k8s.namespace.labels.team: Shop}},"
                + " ingress: [{}]}");
    String broken = policy("AdminNetworkPolicy", "{name: q}", "spec: {subject: {}}");
    String pod =
        "{apiVersion: v1, kind: Pod, metadata: {name: a, namespace: dark}, spec: {containers: []}}";

    JsonObject section = Given.section(PODS + everywhere + broken + pod);

    assertThat(of(section, "namespaces", "shop").raw("deniesIngress")).isEqualTo(true);
    assertThat(of(section, "namespaces", "bank").raw("deniesIngress")).isEqualTo(false);
    assertThat(of(section, "namespaces", "dark").raw("deniesIngress"))
        .isEqualTo(new Gap("Namespace dark itself was not in the input"));
  }

  @Test
  void partOfTheCluster_tellsNoAbsence() {
    JsonObject section =
        Given.objects(
                PODS
                    + policy(
                        "NetworkPolicy",
                        "{name: p, namespace: shop}",
                        "spec: {podSelector: {matchLabels: {app: none}}}"))
            .section(new Extent(Optional.of(new Gap("more"))));

    assertThat(of(section, "networkPolicies", "shop/p").raw("selects")).isEqualTo(new Gap("more"));
    assertThat(of(section, "namespaces", "shop").raw("deniesIngress")).isEqualTo(new Gap("more"));
    assertThat(
            of(section, "workloads", "shop/db").array("ingressPolicies").flatMap(JsonArray::rest))
        .contains(new Gap("more"));
    assertThat(Given.json(of(section, "workloads", "shop/db").raw("defaults"))).contains("more");
  }

  @Test
  void peerOfTheSameNamespaceThatNobodyIs_isNamed() {
    String policy =
        policy(
            "NetworkPolicy",
            "{name: p, namespace: shop}",
            "spec: {podSelector: {}, ingress: [{from: [{podSelector: {matchLabels: {app: db}}},"
                + " {podSelector: {matchLabels: {app: gone}}},"
                + " {namespaceSelector: {}, podSelector: {matchLabels: {app: gone}}}]}]}");

    assertThat(members(policy, "danglingPeers")).isEqualTo("[spec.ingress[0].from[1].podSelector]");
  }

  @Test
  void servicesAndBudgets_selectWorkloads() {
    JsonObject section =
        Given.section(
            PODS
                + """
                {apiVersion: v1, kind: Service, metadata: {name: web, namespace: shop}, spec: {selector: {app: web}}}
                ---
                {apiVersion: v1, kind: Service, metadata: {name: none, namespace: bank}, spec: {selector: {app: db}}}
                ---
                {apiVersion: v1, kind: Service, metadata: {name: away, namespace: bank}, spec: {type: ExternalName, selector: {app: web}}}
                ---
                {apiVersion: v1, kind: Service, metadata: {name: by-hand, namespace: bank}, spec: {}}
                ---
                {apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: {name: all, namespace: shop}, spec: {selector: {}}}
                ---
                {apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: {name: null, namespace: bank}, spec: {}}
                ---
                {apiVersion: policy/v1beta1, kind: PodDisruptionBudget, metadata: {name: old, namespace: bank}, spec: {selector: {}}}
                """);

    assertThat(of(section, "services", "shop/web").raw("selects")).isEqualTo(2L);
    assertThat(of(section, "services", "bank/none").raw("selects")).isEqualTo(0L);
    assertThat(of(section, "services", "bank/away").raw("selects")).isNull();
    assertThat(of(section, "services", "bank/by-hand").raw("selects")).isNull();
    assertThat(of(section, "workloads", "shop/agent").array("services").orElseThrow().known())
        .containsExactly("web");
    assertThat(of(section, "workloads", "shop/db").array("budgets").orElseThrow().known())
        .hasSize(1);
    assertThat(of(section, "workloads", "bank/web").array("budgets").orElseThrow().known())
        .isEmpty();
  }

  @Test
  void references_thatLeadNowhere_areNamed() {
    JsonObject section =
        Given.section(
            PODS
                + """
                {apiVersion: v1, kind: Service, metadata: {name: web, namespace: shop}, spec: {selector: {app: web}}}
                ---
                {apiVersion: v1, kind: Service, metadata: {name: twin, namespace: shop}, spec: {selector: {app: web}}}
                ---
                {apiVersion: v1, kind: Service, metadata: {name: headless, namespace: shop}, spec: {clusterIP: None, selector: {app: web}}}
                ---
                {apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: in, namespace: shop}, spec: {defaultBackend: {service: {name: web}}, rules: [{http: {paths: [{backend: {service: {name: gone}}}, {backend: {resource: {kind: Bucket, name: b}}}]}}]}}
                ---
                {apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, metadata: {name: route, namespace: bank}, spec: {rules: [{backendRefs: [{name: web, namespace: shop}, {name: web}, {kind: Bucket, group: x, name: b}]}]}}
                ---
                {apiVersion: apps/v1, kind: Deployment, metadata: {name: odd, namespace: bank}, spec: {selector: {matchLabels: {app: a}}, template: {metadata: {labels: {app: b}}, spec: {containers: []}}}}
                """);

    assertThat(Given.json(of(section, "references", "shop/web"))).contains("\"twins\":[\"twin\"]");
    assertThat(Given.json(of(section, "references", "shop/headless"))).contains("\"twins\":[]");
    assertThat(of(section, "references", "shop/in").array("dangling").orElseThrow().known())
        .containsExactly(
            "spec.rules[0].http.paths[0].backend names Service gone, which is not there");
    assertThat(of(section, "references", "bank/route").array("dangling").orElseThrow().known())
        .containsExactly("spec.rules[0].backendRefs[1] names Service web, which is not there");
    assertThat(of(section, "references", "bank/odd").array("dangling").orElseThrow().known())
        .containsExactly("spec.selector does not select the pods of its own template");
  }

  @Test
  void limitRange_givesContainersWhatTheApiServerWould() {
    JsonObject section =
        Given.section(
            PODS
                + """
                {apiVersion: v1, kind: LimitRange, metadata: {name: a, namespace: shop}, spec: {limits: [{type: Pod, max: {cpu: 9}}, {type: Container, max: {cpu: 2}, min: {memory: 1Mi}}]}}
                """);

    assertThat(Given.json(of(section, "workloads", "shop/web").raw("defaults")))
        .contains("\"limits\":{\"cpu\":2}")
        .contains("\"requests\":{\"cpu\":2,\"memory\":\"1Mi\"}");
    assertThat(Given.json(of(section, "workloads", "bank/web").raw("defaults")))
        .contains("\"limits\":{}");
  }

  @Test
  void objects_areAllThatWasRead_butPodsOfControllers() {
    JsonObject section =
        Given.section(
            PODS
                + """
                {apiVersion: example.com/v1, kind: Widget, metadata: {name: w, namespace: shop}}
                ---
                {apiVersion: v1, kind: ResourceQuota, metadata: {name: q, namespace: shop}, spec: {hard: {pods: 1}}}
                """);

    assertThat(Given.list(section, "objects").stream().map(o -> o.raw("kind")))
        .contains("Widget", "ResourceQuota", "Namespace", "Pod")
        .hasSize(8);
  }
}
