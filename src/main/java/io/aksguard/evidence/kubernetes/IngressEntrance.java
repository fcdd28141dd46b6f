package io.aksguard.evidence.kubernetes;

import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What an Ingress says of itself, as {@link Entrances} show it. */
final class IngressEntrance {
  /** Named the class before {@code spec.ingressClassName} did, and still does. */
  private static final String CLASS = "kubernetes.io/ingress.class";

  private IngressEntrance() {}

  static Map<String, Object> members(JsonObject ingress, TlsSecrets secrets) {
    JsonObject spec = Field.object(ingress.raw("spec"), "spec");
    List<JsonObject> tls = Field.objects(spec, "tls");
    Set<String> hosts = hosts(spec);
    List<Object> plain = new ArrayList<>();
    hosts.stream().filter(host -> !isCovered(host, tls)).forEach(plain::add);
    List<Object> certificates = new ArrayList<>();
    for (JsonObject entry : tls) {
      // Without a name the controller serves a certificate of its own, which no object tells.
      entry
          .string("secretName")
          .filter(name -> !name.isEmpty())
          .ifPresent(
              name -> certificates.add(secrets.of(ingress.string("namespace").orElse(""), name)));
    }
    Map<String, Object> members = new LinkedHashMap<>();
    members.put(
        "className",
        spec.string("ingressClassName")
            .or(() -> Optional.ofNullable(Field.texts(ingress, "annotations").get(CLASS)))
            .orElse(""));
    members.put("hosts", JsonArray.of(hosts));
    members.put("addresses", addresses(ingress));
    members.put("plainHosts", JsonArray.of(plain));
    members.put("certificates", JsonArray.of(certificates));
    return members;
  }

  /** A rule without a host, and a default backend, take what no other rule takes. */
  private static Set<String> hosts(JsonObject spec) {
    Set<String> hosts = new LinkedHashSet<>();
    for (JsonObject rule : Field.objects(spec, "rules")) {
      hosts.add(rule.string("host").filter(host -> !host.isEmpty()).orElse(Entrances.ANY_HOST));
    }
    if (hosts.isEmpty() || spec.raw("defaultBackend") != null || spec.raw("backend") != null) {
      hosts.add(Entrances.ANY_HOST);
    }
    return hosts;
  }

  /**
   * An entry without hosts is for all. What no host names is served with whatever certificate there
   * is: that it should be named is another matter.
   */
  private static boolean isCovered(String host, List<JsonObject> tls) {
    return tls.stream()
        .map(entry -> Field.list(entry, "hosts"))
        .anyMatch(
            names ->
                names.isEmpty()
                    || host.equals(Entrances.ANY_HOST)
                    || names.stream()
                        .anyMatch(name -> Entrances.covers(String.valueOf(name), host)));
  }

  private static JsonArray addresses(JsonObject ingress) {
    return Field.object(ingress, "status")
        .flatMap(status -> Field.object(status, "loadBalancer"))
        .map(balancer -> Field.objects(balancer, "ingress"))
        .map(points -> Entrances.addresses(points, List.of("ip", "hostname")))
        .orElse(JsonArray.empty());
  }
}
