package io.aksguard.evidence.kubernetes;

import java.util.Map;
import java.util.Set;

/**
 * Where an object of a kind goes, and what is kept of it beside its metadata.
 *
 * @param list the list of the section, or one that only the join reads ({@code bindings}, {@code
 *     quotas}, {@code limitRanges}, {@code kubelets}, {@code nodeFacts})
 * @param namespaced whether it lies in a namespace: without one named it is in {@code default}, as
 *     kubectl takes it
 * @param members its top-level members that are kept
 */
record Kind(String list, boolean namespaced, Set<String> members) {
  static final String WORKLOADS = "workloads";
  static final String PODS = "pods";
  static final String OTHERS = "others";
  static final String NODES = "nodes";
  static final String KUBELETS = "kubelets";
  static final String NODE_FACTS = "nodeFacts";

  private static final Kind WORKLOAD = namespaced(WORKLOADS, "spec");
  private static final Kind POLICY = namespaced("networkPolicies", "spec");
  private static final Kind CLUSTER_POLICY = cluster("networkPolicies", "spec");
  private static final Kind INGRESS = namespaced("ingresses", "spec", "status");
  private static final Kind ROUTE = namespaced("routes", "spec");
  private static final Kind WEBHOOKS = cluster("webhooks", "webhooks");
  private static final Kind ADMISSION = cluster("admissionPolicies", "spec");
  private static final Kind REPORT = namespaced("reports", "report");
  private static final Kind CLUSTER_REPORT = cluster("reports", "report");
  private static final Kind BACKUP = namespaced("backups", "spec", "status");
  private static final Kind CONSTRAINT = cluster("constraints", "spec");
  private static final Kind KYVERNO = cluster("policies", "spec");
  private static final Kind OTHER = cluster(OTHERS);

  /** By kind and API group; a group that an API has left is as good as the new one. */
  private static final Map<String, Kind> BY_NAME =
      Map.ofEntries(
          Map.entry("Namespace/", cluster("namespaces")),
          Map.entry("Pod/", namespaced(PODS, "spec", "status")),
          Map.entry("ReplicationController/", WORKLOAD),
          Map.entry("Deployment/apps", WORKLOAD),
          Map.entry("Deployment/extensions", WORKLOAD),
          Map.entry("StatefulSet/apps", WORKLOAD),
          Map.entry("DaemonSet/apps", WORKLOAD),
          Map.entry("DaemonSet/extensions", WORKLOAD),
          Map.entry("ReplicaSet/apps", WORKLOAD),
          Map.entry("ReplicaSet/extensions", WORKLOAD),
          Map.entry("Job/batch", WORKLOAD),
          Map.entry("CronJob/batch", WORKLOAD),
          Map.entry(
              "ServiceAccount/",
              namespaced("serviceAccounts", "automountServiceAccountToken", "imagePullSecrets")),
          Map.entry("Service/", namespaced("services", "spec", "status")),
          Map.entry("ConfigMap/", namespaced("configMaps", "data", "binaryData")),
          Map.entry("Secret/", namespaced("secrets", "type", "data", "stringData")),
          Map.entry("PersistentVolume/", cluster("volumes", "spec", "status")),
          Map.entry("PersistentVolumeClaim/", namespaced("claims", "spec", "status")),
          Map.entry("Node/", cluster(NODES, "spec", "status", "configz")),
          Map.entry("KubeletConfigz/aks-guard", cluster(KUBELETS, "kubeletconfig")),
          Map.entry("NodeFacts/aks-guard", cluster(NODE_FACTS, "files", "kubeletFlags")),
          Map.entry("ResourceQuota/", namespaced("quotas", "spec", "status")),
          Map.entry("LimitRange/", namespaced("limitRanges", "spec")),
          Map.entry("NetworkPolicy/networking.k8s.io", POLICY),
          Map.entry("NetworkPolicy/extensions", POLICY),
          Map.entry(
              "CiliumNetworkPolicy/cilium.io", namespaced("networkPolicies", "spec", "specs")),
          Map.entry(
              "CiliumClusterwideNetworkPolicy/cilium.io",
              cluster("networkPolicies", "spec", "specs")),
          Map.entry("AdminNetworkPolicy/policy.networking.k8s.io", CLUSTER_POLICY),
          Map.entry("BaselineAdminNetworkPolicy/policy.networking.k8s.io", CLUSTER_POLICY),
          Map.entry("Ingress/networking.k8s.io", INGRESS),
          Map.entry("Ingress/extensions", INGRESS),
          Map.entry("IngressClass/networking.k8s.io", cluster("ingressClasses", "spec")),
          Map.entry("Gateway/gateway.networking.k8s.io", namespaced("gateways", "spec", "status")),
          Map.entry("HTTPRoute/gateway.networking.k8s.io", ROUTE),
          Map.entry("GRPCRoute/gateway.networking.k8s.io", ROUTE),
          Map.entry("TLSRoute/gateway.networking.k8s.io", ROUTE),
          Map.entry("TCPRoute/gateway.networking.k8s.io", ROUTE),
          Map.entry("UDPRoute/gateway.networking.k8s.io", ROUTE),
          Map.entry("PodDisruptionBudget/policy", namespaced("budgets", "spec", "status")),
          Map.entry("HorizontalPodAutoscaler/autoscaling", namespaced("autoscalers", "spec")),
          Map.entry(
              "PeerAuthentication/security.istio.io", namespaced("peerAuthentications", "spec")),
          Map.entry(
              "WebApplicationFirewallPolicy/alb.networking.azure.io",
              namespaced("wafPolicies", "spec")),
          Map.entry(
              "StorageClass/storage.k8s.io",
              cluster(
                  "storageClasses",
                  "provisioner",
                  "parameters",
                  "reclaimPolicy",
                  "mountOptions",
                  "volumeBindingMode",
                  "allowVolumeExpansion",
                  "allowedTopologies")),
          Map.entry("Role/rbac.authorization.k8s.io", namespaced("roles", "rules")),
          Map.entry(
              "ClusterRole/rbac.authorization.k8s.io",
              cluster("roles", "rules", "aggregationRule")),
          Map.entry(
              "RoleBinding/rbac.authorization.k8s.io",
              namespaced("bindings", "subjects", "roleRef")),
          Map.entry(
              "ClusterRoleBinding/rbac.authorization.k8s.io",
              cluster("bindings", "subjects", "roleRef")),
          Map.entry("ValidatingWebhookConfiguration/admissionregistration.k8s.io", WEBHOOKS),
          Map.entry("MutatingWebhookConfiguration/admissionregistration.k8s.io", WEBHOOKS),
          Map.entry("ValidatingAdmissionPolicy/admissionregistration.k8s.io", ADMISSION),
          Map.entry("ValidatingAdmissionPolicyBinding/admissionregistration.k8s.io", ADMISSION),
          Map.entry("MutatingAdmissionPolicy/admissionregistration.k8s.io", ADMISSION),
          Map.entry("MutatingAdmissionPolicyBinding/admissionregistration.k8s.io", ADMISSION),
          Map.entry(
              "CertificateSigningRequest/certificates.k8s.io",
              cluster("signingRequests", "spec", "status")),
          Map.entry("VulnerabilityReport/aquasecurity.github.io", REPORT),
          Map.entry("ConfigAuditReport/aquasecurity.github.io", REPORT),
          Map.entry("ClusterVulnerabilityReport/aquasecurity.github.io", CLUSTER_REPORT),
          Map.entry("ClusterConfigAuditReport/aquasecurity.github.io", CLUSTER_REPORT),
          Map.entry("Schedule/velero.io", BACKUP),
          Map.entry("Backup/velero.io", BACKUP),
          Map.entry("BackupStorageLocation/velero.io", BACKUP));

  /** The kind of an object; what no list is for goes to {@code others}. */
  static Kind of(String kind, String apiVersion) {
    int slash = apiVersion.indexOf('/');
    String group = slash < 0 ? "" : apiVersion.substring(0, slash);
    Kind known = BY_NAME.get(kind + "/" + group);
    if (known != null) {
      return known;
    }
    if (group.equals("constraints.gatekeeper.sh")) {
      return CONSTRAINT;
    }
    if (group.equals("kyverno.io") || group.endsWith(".kyverno.io")) {
      return KYVERNO;
    }
    // Azure Backup for AKS keeps its own resources in groups below this one.
    return group.endsWith("dataprotection.microsoft.com") ? BACKUP : OTHER;
  }

  /** A workload of a kind that only its shape tells: a controller of somebody else. */
  static Kind workload() {
    return WORKLOAD;
  }

  private static Kind namespaced(String list, String... members) {
    return new Kind(list, true, Set.of(members));
  }

  private static Kind cluster(String list, String... members) {
    return new Kind(list, false, Set.of(members));
  }
}
