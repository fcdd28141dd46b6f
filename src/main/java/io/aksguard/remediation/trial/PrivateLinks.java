package io.aksguard.remediation.trial;

import io.aksguard.cluster.ArmId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a private endpoint does to the resource that it leads to: a connection appears there. */
final class PrivateLinks {
  private static final String ENDPOINT = "microsoft.network/privateendpoints";
  private static final String CONNECTIONS = "privateEndpointConnections";

  private final Map<ArmId, Map<String, Object>> resources;

  /**
   * @param resources bodies by id, changed in place
   */
  PrivateLinks(Map<ArmId, Map<String, Object>> resources) {
    this.resources = resources;
  }

  /** Azure approves what somebody asks for who may approve it. */
  void made(ArmId id, Map<String, Object> body) {
    if (!isEndpoint(id)) {
      return;
    }
    removed(id);
    Object links = member(body, "properties", "privateLinkServiceConnections");
    for (Object link : links instanceof List<?> list ? list : List.of()) {
      ArmId.parse(String.valueOf(member(link, "properties", "privateLinkServiceId")))
          .flatMap(target -> Optional.ofNullable(resources.get(target)))
          .flatMap(PrivateLinks::connections)
          .ifPresent(connections -> connections.add(connection(id)));
    }
  }

  void removed(ArmId id) {
    if (isEndpoint(id)) {
      resources
          .values()
          .forEach(
              body ->
                  connections(body)
                      .ifPresent(
                          all ->
                              all.removeIf(
                                  each ->
                                      id.value()
                                          .equals(
                                              member(
                                                  member(each, "properties", "privateEndpoint"),
                                                  "id")))));
    }
  }

  private static boolean isEndpoint(ArmId id) {
    return id.type().equals(Optional.of(ENDPOINT));
  }

  private static Map<String, Object> connection(ArmId endpoint) {
    return Map.of(
        "name",
        endpoint.name(),
        "properties",
        Map.of(
            "privateEndpoint",
            Map.of("id", endpoint.value()),
            "privateLinkServiceConnectionState",
            Map.of("status", "Approved")));
  }

  /** Those of a resource that shows them; the list may be changed. */
  @SuppressWarnings("unchecked")
  private static Optional<List<Object>> connections(Map<String, Object> body) {
    if (body.get("properties") instanceof Map<?, ?> properties
        && properties.get(CONNECTIONS) instanceof List<?> list) {
      List<Object> own = new ArrayList<>(list);
      ((Map<String, Object>) properties).put(CONNECTIONS, own);
      return Optional.of(own);
    }
    return Optional.empty();
  }

  private static Object member(Object at, String... names) {
    Object found = at;
    for (String name : names) {
      Object next = found instanceof Map<?, ?> map ? map.get(name) : null;
      found = next == null ? Map.of() : next;
    }
    return found;
  }
}
