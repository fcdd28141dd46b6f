package io.aksguard.evidence.kubernetes;

import io.aksguard.evidence.Gap;
import io.aksguard.evidence.GapException;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Where requests come in: each Ingress, and each listener of a Gateway, in one shape. {@code {kind,
 * namespace, name, listener, className, annotations, hosts, addresses, plainHosts, certificates,
 * sharedHosts}}; "*" is the host of whatever no other one takes.
 */
final class Entrances {
  static final String ANY_HOST = "*";

  private final List<Object> all = new ArrayList<>();

  Entrances(JsonArray ingresses, JsonArray gateways, JsonArray routes, TlsSecrets secrets) {
    List<JsonObject> read = new ArrayList<>();
    for (JsonObject ingress : ingresses.objects()) {
      read.add(entrance(ingress, () -> IngressEntrance.members(ingress, secrets)));
    }
    Redirects redirects = new Redirects(routes);
    for (JsonObject gateway : gateways.objects()) {
      try {
        JsonObject spec = Field.object(gateway.raw("spec"), "spec");
        for (JsonObject listener : Field.objects(spec, "listeners")) {
          GatewayEntrance entrance = new GatewayEntrance(gateway, listener, redirects, secrets);
          read.add(entrance(gateway, entrance::members).with("listener", entrance.name()));
        }
      } catch (GapException e) {
        all.add(e.gap());
      }
    }
    shared(read, ingresses.rest());
    ingresses.rest().ifPresent(all::add);
    gateways.rest().ifPresent(all::add);
  }

  private interface Members {
    Map<String, Object> read();
  }

  /** With gaps for members that its spec does not tell. */
  private static JsonObject entrance(JsonObject object, Members members) {
    JsonObject.Builder head = new JsonObject.Builder(object.line());
    for (String member : List.of("apiVersion", "kind", "namespace", "name", "annotations")) {
      head.put(member, object.raw(member));
    }
    Map<String, Object> body = new LinkedHashMap<>();
    try {
      body.putAll(members.read());
    } catch (GapException e) {
      List.of("className", "hosts", "addresses", "plainHosts", "certificates")
          .forEach(member -> body.put(member, e.gap()));
    }
    return head.build().with(body).rootedAt(object.origin());
  }

  /** Adds to each the hosts that one of its class in another namespace serves, too. */
  private void shared(List<JsonObject> entrances, Optional<Gap> hidden) {
    Map<String, TreeSet<String>> namespaces = new HashMap<>();
    for (JsonObject entrance : entrances) {
      hosts(entrance)
          .forEach(
              host ->
                  namespaces
                      .computeIfAbsent(key(entrance, host), same -> new TreeSet<>())
                      .add(entrance.string("namespace").orElse("")));
    }
    for (JsonObject entrance : entrances) {
      List<Object> shared = new ArrayList<>();
      for (String host : hosts(entrance)) {
        boolean alone = namespaces.getOrDefault(key(entrance, host), new TreeSet<>()).size() < 2;
        if (!alone && !host.equals(ANY_HOST)) {
          shared.add(host);
        }
      }
      hidden.ifPresent(shared::add);
      all.add(entrance.with("sharedHosts", JsonArray.of(shared)));
    }
  }

  private static List<String> hosts(JsonObject entrance) {
    return entrance.array("hosts").map(JsonArray::known).orElse(List.of()).stream()
        .map(String::valueOf)
        .toList();
  }

  private static String key(JsonObject entrance, String host) {
    return entrance.raw("kind")
        + " "
        + entrance.raw("className")
        + " "
        + host.toLowerCase(Locale.ROOT);
  }

  /** Whether a certificate for the pattern is one for the host: a star stands for one label. */
  static boolean covers(String pattern, String host) {
    return pattern.equalsIgnoreCase(host)
        || (pattern.startsWith("*.")
            && host.indexOf('.') > 0
            && pattern.substring(1).equalsIgnoreCase(host.substring(host.indexOf('.'))));
  }

  /** The addresses in a status, {@code ip} or {@code hostname} of each of the elements. */
  static JsonArray addresses(List<JsonObject> elements, List<String> members) {
    List<Object> addresses = new ArrayList<>();
    for (JsonObject element : elements) {
      members.stream()
          .flatMap(member -> element.string(member).stream())
          .findFirst()
          .ifPresent(addresses::add);
    }
    return JsonArray.of(addresses);
  }

  /** The entrances; whole where Ingresses and Gateways are. */
  JsonArray all() {
    return JsonArray.of(all);
  }
}
