package io.aksguard.evidence.kubernetes;

import java.util.Set;
import java.util.stream.Collectors;

/**
 * The namespaces that belong to Kubernetes, AKS and its add-ons: table {@code systemNamespaces}.
 */
final class SystemNamespaces {
  private static final Set<String> NAMES =
      BuiltTables.rows("systemNamespaces").objects().stream()
          .flatMap(row -> row.string("namespace").stream())
          .collect(Collectors.toUnmodifiableSet());

  private SystemNamespaces() {}

  static boolean contain(String namespace) {
    return NAMES.contains(namespace);
  }
}
