package io.aksguard.evidence.kubernetes;

import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One listener of a Gateway, as {@link Entrances} show it. */
record GatewayEntrance(
    JsonObject gateway, JsonObject listener, Redirects redirects, TlsSecrets secrets) {

  String name() {
    return listener.string("name").orElse("");
  }

  Map<String, Object> members() {
    String host =
        listener.string("hostname").filter(each -> !each.isEmpty()).orElse(Entrances.ANY_HOST);
    JsonObject spec = Field.object(gateway.raw("spec"), "spec");
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("className", spec.string("gatewayClassName").orElse(""));
    members.put("hosts", JsonArray.of(List.of(host)));
    members.put("addresses", addresses());
    members.put("plainHosts", plainHosts(host));
    members.put("certificates", certificates());
    return members;
  }

  private Object plainHosts(String host) {
    String protocol = Field.text(listener.raw("protocol"), "protocol");
    return switch (protocol) {
      case "HTTPS", "TLS" -> JsonArray.empty();
      case "HTTP" -> redirects.plain(gateway, name(), host);
      default -> new Gap("whether what comes in by " + protocol + " is encrypted is not known");
    };
  }

  /** Of a listener that ends TLS; one that passes it through has none. */
  private JsonArray certificates() {
    List<Object> certificates = new ArrayList<>();
    JsonObject tls = Field.object(listener, "tls").orElse(JsonObject.of(Map.of()));
    for (JsonObject reference : Field.objects(tls, "certificateRefs")) {
      String name = reference.string("name").orElse("");
      String namespace =
          reference.string("namespace").or(() -> gateway.string("namespace")).orElse("");
      String kind = reference.string("kind").orElse("Secret");
      certificates.add(
          kind.equals("Secret")
              ? secrets.of(namespace, name)
              : new Gap(kind + " " + name + " holds the certificate, which is not read"));
    }
    return JsonArray.of(certificates);
  }

  private JsonArray addresses() {
    return Field.object(gateway, "status")
        .map(status -> Field.objects(status, "addresses"))
        .map(addresses -> Entrances.addresses(addresses, List.of("value")))
        .orElse(JsonArray.empty());
  }
}
