package io.aksguard.lab.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Resource Graph: queries over the state as it was a while ago. */
final class ResourceGraph {
  private static final Duration WINDOW = Duration.ofSeconds(5);
  private static final int MOST = 1000;
  private static final int DEFAULT = 100;

  /** How the ids of what is assigned at the root of the tenant begin. */
  private static final String AT_THE_ROOT = "/providers/microsoft.authorization";

  private final Parts parts;
  private final Tables tables;

  ResourceGraph(Parts parts) {
    this.parts = parts;
    this.tables = new Tables(parts.state(), parts.changes(), parts.tenantId());
  }

  Answer handle(Request request, Principal principal) {
    Limits.Taken taken =
        parts
            .limits()
            .takeInWindow("graph/" + principal.clientId(), parts.options().graphQueries(), WINDOW);
    Answer answer =
        taken.refused()
            ? Answer.error(429, "RateLimiting", "Client application has been throttled.")
                .with("Retry-After", taken.retryAfter())
            : query(request, principal);
    return answer
        .with("x-ms-user-quota-remaining", String.valueOf(taken.remaining()))
        .with("x-ms-user-quota-resets-after", taken.refused() ? resets(taken) : "00:00:05");
  }

  private static String resets(Limits.Taken taken) {
    return "00:00:0" + Math.min(5, Integer.parseInt(taken.retryAfter()));
  }

  private Answer query(Request request, Principal principal) {
    parts
        .versions()
        .check(request.parameter("api-version"), "Microsoft.ResourceGraph", "resources");
    JsonNode body = Json.sent(request);
    Instant now = parts.clock().instant();
    Query query = Query.parse(body.path("query").asText(), now);
    JsonNode options = body.path("options");
    if (!options.path("resultFormat").asText("objectArray").equals("objectArray")) {
      throw new RefusedException(400, "BadRequest", "Only objectArray is simulated.");
    }
    int top = options.path("$top").asInt(DEFAULT);
    if (top < 1 || top > MOST) {
      throw new RefusedException(400, "BadRequest", "$top must be between 1 and " + MOST + ".");
    }
    List<ObjectNode> rows;
    synchronized (parts.state()) {
      parts.operations().settle();
      Scope scope = scope(body, principal);
      Instant at = now.minus(parts.options().graphLag());
      rows =
          tables.rows(query.table(), at).stream()
              .filter(scope::holds)
              .filter(row -> isReadable(row, principal))
              .toList();
    }
    Answer answer = Answer.json(200, page(query, query.run(rows), options, top));
    int length = answer.bytes().length;
    if (length > parts.options().graphBytes()) {
      throw Query.failure(
          "ResponsePayloadTooLarge",
          "Response payload size is "
              + length
              + ", and has exceeded the limit of "
              + parts.options().graphBytes()
              + ". Please consider querying less data at a time and make paginated calls.");
    }
    return answer;
  }

  /** A change is readable where its resource is. */
  private boolean isReadable(ObjectNode row, Principal principal) {
    if (!parts.access().isLimited(principal)) {
      return true;
    }
    JsonNode changed = row.at("/properties/targetResourceId");
    String id = changed.isMissingNode() ? row.path("id").asText() : changed.asText();
    String type = Target.parse(id).map(Target::typeName).orElse(row.path("type").asText());
    return parts.access().may(principal, type + "/read", id);
  }

  private static ObjectNode page(Query query, List<ObjectNode> rows, JsonNode options, int top) {
    String token = options.path("$skipToken").asText("");
    int from = token.isEmpty() ? options.path("$skip").asInt(0) : decode(token);
    int to = Math.min(rows.size(), from + top);
    ObjectNode answer = Json.object();
    answer.put("totalRecords", rows.size()).put("count", Math.max(0, to - from));
    boolean more = to < rows.size();
    answer.put("resultTruncated", more && !query.pageable() ? "true" : "false");
    if (more && query.pageable()) {
      answer.put("$skipToken", encode(to));
    }
    ArrayNode data = answer.putArray("data");
    rows.subList(Math.min(from, to), to).forEach(data::add);
    answer.putArray("facets");
    return answer;
  }

  private static String encode(int offset) {
    return Base64.getEncoder()
        .encodeToString(("simulated:" + offset).getBytes(StandardCharsets.UTF_8));
  }

  private static int decode(String token) {
    try {
      String text = new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
      return Integer.parseInt(text.substring("simulated:".length()));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new RefusedException(400, "BadRequest", "The skip token is not valid.");
    }
  }

  /**
   * What a query covers.
   *
   * @param subscriptions in lower case, all readable
   * @param above keys of management groups, or of the tenant's root, whose own resources are shown
   *     too
   */
  private record Scope(Set<String> subscriptions, Set<String> above) {
    boolean holds(ObjectNode row) {
      String subscription = row.path("subscriptionId").asText();
      if (!subscription.isEmpty()) {
        return subscriptions.contains(Target.key(subscription));
      }
      String key = Target.key(row.path("id").asText());
      return above.stream().anyMatch(each -> key.equals(each) || key.startsWith(each + "/"));
    }
  }

  /** Subscriptions that the caller cannot read are left out without a word. */
  private Scope scope(JsonNode body, Principal principal) {
    List<String> asked = new ArrayList<>();
    body.path("subscriptions").forEach(each -> asked.add(each.asText()));
    List<String> groups = new ArrayList<>();
    body.path("managementGroups").forEach(each -> groups.add(each.asText()));
    groups.forEach(each -> asked.addAll(parts.groups().below(each)));
    if (asked.isEmpty() && groups.isEmpty()) {
      asked.addAll(parts.groups().subscriptions());
    }
    Set<String> readable = new HashSet<>();
    for (String each : asked) {
      if (parts.groups().exists(each) && parts.access().may(principal, each)) {
        readable.add(Target.key(each));
      }
    }
    if (readable.isEmpty() && !body.path("subscriptions").isEmpty()) {
      throw new RefusedException(403, "AccessDenied", "None of the subscriptions can be read.");
    }
    return new Scope(readable, above(body, groups, readable));
  }

  private Set<String> above(JsonNode body, List<String> groups, Set<String> subscriptions) {
    Set<String> above = new HashSet<>();
    groups.forEach(
        each -> above.add(Target.key("/providers/Microsoft.Management/managementGroups/" + each)));
    String filter = body.path("options").path("authorizationScopeFilter").asText();
    if (filter.equals("AtScopeAndAbove") || filter.equals("AtScopeAboveAndBelow")) {
      subscriptions.forEach(each -> above.addAll(parts.groups().ancestors(each)));
      above.add(AT_THE_ROOT);
    }
    return above;
  }
}
