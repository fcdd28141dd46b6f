package io.aksguard.lab.tenant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** ARM's lists across types: subscriptions, and the resources of one. */
final class Inventory {
  private final State state;
  private final Groups groups;
  private final Lists lists;
  private final Access access;

  Inventory(Parts parts) {
    this.state = parts.state();
    this.groups = parts.groups();
    this.lists = parts.lists();
    this.access = parts.access();
  }

  Answer subscriptions(Request request, Principal principal) {
    List<ObjectNode> readable =
        state.ofType(Groups.SUBSCRIPTIONS).stream()
            .filter(row -> access.may(principal, row.path("subscriptionId").asText()))
            .map(groups::shown)
            .toList();
    return Answer.json(200, lists.page(request, readable));
  }

  /** All tracked resources, or those of one type. */
  Answer resources(Request request) {
    String filter = request.parameter("$filter");
    if (!filter.isEmpty() && !filter.matches("(?i)resourceType eq '[^']+'")) {
      throw new RefusedException(400, "InvalidFilterInQueryString", "Unknown filter: " + filter);
    }
    String type = filter.isEmpty() ? "" : Target.key(filter.replaceAll(".*'(.*)'", "$1"));
    String prefix = "/subscriptions/" + request.subscription() + "/";
    List<ObjectNode> found =
        state.all().stream()
            .filter(body -> body.has("location"))
            .filter(body -> Target.key(body.path("id").asText()).startsWith(prefix))
            .filter(body -> type.isEmpty() || Target.key(body.path("type").asText()).equals(type))
            .map(body -> body.deepCopy().without(List.of("properties", "eTag")))
            .map(ObjectNode.class::cast)
            .toList();
    return Answer.json(200, lists.page(request, found));
  }
}
