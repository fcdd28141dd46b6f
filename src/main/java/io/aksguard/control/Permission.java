package io.aksguard.control;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A permission as expressions write it: {@code get,list secrets}, {@code create pods/exec}, {@code
 * update deployments.apps}, {@code patch configmaps named coredns}, {@code get secrets in
 * kube-system}, {@code get /metrics}.
 *
 * @param text what messages call it, without the verbs
 * @param group of the resource; empty for the core group
 * @param resource with its subresource, or a path that begins with a slash
 * @param name of the one object that is asked for, {@link RbacRule#SOME}, or empty for all objects
 * @param namespace that it is asked for in; empty for any
 */
record Permission(
    List<String> verbs, String text, String group, String resource, String name, String namespace) {
  private static final Pattern FORM =
      Pattern.compile(
          "([a-z*,]+) ([^ ./]*)(?:\\.([^ /]+))?(/[^ ]*)?(?: named ([^ ]+))?(?: in ([^ ]+))?");

  /**
   * Resources without a namespace, as {@code kubectl api-resources --namespaced=false} lists them;
   * a RoleBinding grants nothing on them. Only those that controls ask for.
   */
  private static final Set<String> OF_THE_CLUSTER =
      Set.of(
          "nodes",
          "persistentvolumes",
          "namespaces",
          "users",
          "groups",
          "clusterroles.rbac.authorization.k8s.io",
          "clusterrolebindings.rbac.authorization.k8s.io",
          "certificatesigningrequests.certificates.k8s.io",
          "signers.certificates.k8s.io",
          "validatingwebhookconfigurations.admissionregistration.k8s.io",
          "mutatingwebhookconfigurations.admissionregistration.k8s.io",
          "mutatingadmissionpolicies.admissionregistration.k8s.io",
          "mutatingadmissionpolicybindings.admissionregistration.k8s.io");

  /**
   * @throws IllegalArgumentException when the text is none
   */
  static Permission of(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException("no permission: " + text);
    }
    String below = form.group(4) == null ? "" : form.group(4);
    return new Permission(
        List.of(form.group(1).split(",")),
        text.substring(form.end(1) + 1).replace(" named " + RbacRule.SOME, ""),
        form.group(3) == null ? "" : form.group(3),
        form.group(2) + below,
        form.group(5) == null ? "" : form.group(5),
        form.group(6) == null ? "" : form.group(6));
  }

  /** Whether the rule grants the verb, bound in this namespace, or everywhere where it is empty. */
  boolean isGranted(Object rule, String verb, String bound) {
    if (resource.startsWith("/")) {
      return bound.isEmpty() && RbacRule.allowsUrl(rule, verb, resource);
    }
    return reaches(verb, bound) && RbacRule.allows(rule, verb, group, resource, name);
  }

  /**
   * Who may bind a ClusterRole is asked in the namespace of the binding: {@code BindingAuthorized}
   * in pkg/registry/rbac/escalation_check.go of Kubernetes.
   */
  private boolean reaches(String verb, String bound) {
    if (bound.isEmpty()) {
      return true;
    }
    int slash = resource.indexOf('/');
    String type = slash < 0 ? resource : resource.substring(0, slash);
    boolean ofTheCluster = OF_THE_CLUSTER.contains(group.isEmpty() ? type : type + "." + group);
    return (namespace.isEmpty() || namespace.equals(bound))
        && (verb.equals("bind") || !ofTheCluster);
  }
}
