package io.aksguard.lab.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What a private endpoint does to the resource that it leads to: a connection stands there. It is
 * approved, since nobody may write the endpoint here who may not approve it.
 */
final class PrivateLinks {
  private static final String ENDPOINT = "microsoft.network/privateendpoints";
  private static final String LINKS = "/properties/privateLinkServiceConnections";
  private static final String CONNECTIONS = "privateEndpointConnections";

  private final State state;

  PrivateLinks(State state) {
    this.state = state;
  }

  /** Does nothing with a body of another type. */
  void made(ObjectNode endpoint) {
    String id = endpoint.path("id").asText();
    if (!isEndpoint(id)) {
      return;
    }
    for (JsonNode link : endpoint.at(LINKS)) {
      String to = link.at("/properties/privateLinkServiceId").asText();
      state.get(to).map(ObjectNode::deepCopy).ifPresent(body -> connect(body, to, id));
    }
  }

  private void connect(ObjectNode body, String to, String endpoint) {
    drop(body, endpoint);
    String name = endpoint.substring(endpoint.lastIndexOf('/') + 1);
    ObjectNode connection = Json.under(body, "properties").withArray(CONNECTIONS).addObject();
    connection.put("id", to + "/privateEndpointConnections/" + name).put("name", name);
    ObjectNode properties = connection.putObject("properties");
    properties.put("provisioningState", "Succeeded");
    properties.putObject("privateEndpoint").put("id", endpoint);
    properties.putObject("privateLinkServiceConnectionState").put("status", "Approved");
    state.put(to, body);
  }

  /** The connections of an endpoint go with it. */
  void removed(String id) {
    if (!isEndpoint(id)) {
      return;
    }
    for (ObjectNode each : state.all()) {
      ObjectNode body = each.deepCopy();
      if (drop(body, id)) {
        state.put(body.path("id").asText(), body);
      }
    }
  }

  private static boolean isEndpoint(String id) {
    return Target.parse(id).map(Target::type).filter(ENDPOINT::equals).isPresent();
  }

  /** Whether there was one. */
  private static boolean drop(ObjectNode body, String endpoint) {
    boolean isDropped = false;
    if (body.path("properties").path(CONNECTIONS) instanceof ArrayNode connections) {
      for (int i = connections.size() - 1; i >= 0; i--) {
        String of = connections.get(i).at("/properties/privateEndpoint/id").asText();
        if (of.equalsIgnoreCase(endpoint)) {
          connections.remove(i);
          isDropped = true;
        }
      }
    }
    return isDropped;
  }
}
