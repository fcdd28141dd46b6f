package io.aksguard.lab.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** ARM's lists: which resources a list at a scope holds, and its pages. */
final class Lists {
  /** Attached to exactly the scope that is asked. */
  private static final Set<String> EXACT =
      Set.of(
          "microsoft.insights/diagnosticsettings",
          "microsoft.kubernetesconfiguration/extensions",
          "microsoft.kubernetesconfiguration/fluxconfigurations",
          "microsoft.containerservice/deploymentsafeguards",
          "microsoft.security/pricings");

  /** A list at a scope also shows what is inherited from above it. */
  private static final Set<String> INHERITED =
      Set.of(
          "microsoft.authorization/roleassignments",
          "microsoft.authorization/policyassignments",
          "microsoft.authorization/policyexemptions");

  private static final Pattern PRINCIPAL = Pattern.compile("(?i)principalId eq '([^']+)'");

  /** A header that a fault sets: the page is to hold no more than this. */
  static final String SHORT_PAGE = "x-simulated-page";

  private final State state;
  private final Groups groups;
  private final String endpoint;
  private final int pageSize;

  Lists(State state, Groups groups, String endpoint, int pageSize) {
    this.state = state;
    this.groups = groups;
    this.endpoint = endpoint;
    this.pageSize = pageSize;
  }

  List<ObjectNode> of(Target target, String filter) {
    String type = target.type();
    String suffix = "/providers/" + type + "/";
    String scope = Target.key(target.scope());
    if (target.isContainer() || target.types().size() > 1) {
      String prefix = Target.key(target.id()) + "/";
      return state.ofType(type, prefix).stream()
          .filter(body -> body.path("id").asText().indexOf('/', prefix.length()) < 0)
          .toList();
    }
    if (INHERITED.contains(type)) {
      return inherited(type, scope, filter);
    }
    if (EXACT.contains(type)) {
      return state.ofType(type, scope + suffix);
    }
    return state.ofType(type, scope + "/");
  }

  private List<ObjectNode> inherited(String type, String scope, String filter) {
    String suffix = "/providers/" + type + "/";
    boolean atScope = filter.equalsIgnoreCase("atScope()");
    Matcher held = PRINCIPAL.matcher(filter);
    if (!filter.isEmpty() && !atScope && !held.matches()) {
      throw new RefusedException(400, "InvalidFilter", "The filter is not understood: " + filter);
    }
    List<ObjectNode> found = new ArrayList<>();
    if (!scope.isEmpty()) {
      found.addAll(state.ofType(type, suffix));
    }
    groups.above(scope).forEach(above -> found.addAll(state.ofType(type, above + suffix)));
    found.addAll(state.ofType(type, scope + (atScope ? suffix : "/")));
    return held.matches()
        ? found.stream()
            .filter(
                each -> each.at("/properties/principalId").asText().equalsIgnoreCase(held.group(1)))
            .toList()
        : found;
  }

  /** The page that is asked for; the token names the last resource of the page before. */
  ObjectNode page(Request request, List<? extends JsonNode> all) {
    TreeMap<String, JsonNode> sorted = new TreeMap<>();
    all.forEach(each -> sorted.put(Target.key(each.path("id").asText()), each));
    String token = request.parameter("$skiptoken");
    String shortened = request.header(SHORT_PAGE);
    int size = shortened.isEmpty() ? pageSize : Integer.parseInt(shortened);
    Map<String, JsonNode> left = token.isEmpty() ? sorted : sorted.tailMap(decode(token), false);
    ObjectNode page = Json.object();
    ArrayNode value = page.putArray("value");
    for (Map.Entry<String, JsonNode> each : left.entrySet()) {
      if (value.size() == size) {
        String last = Target.key(value.get(size - 1).path("id").asText());
        page.put("nextLink", link(request, encode(last)));
        break;
      }
      value.add(each.getValue());
    }
    return page;
  }

  private String link(Request request, String token) {
    StringBuilder link = new StringBuilder(endpoint).append(request.path().replace(" ", "%20"));
    char separator = '?';
    for (Map.Entry<String, String> each : request.query().entrySet()) {
      if (!each.getKey().equals("$skiptoken")) {
        link.append(separator).append(each.getKey()).append('=');
        link.append(URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8));
        separator = '&';
      }
    }
    return link.append(separator).append("%24skiptoken=").append(token).toString();
  }

  private static String encode(String key) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(key.getBytes(StandardCharsets.UTF_8));
  }

  private static String decode(String token) {
    try {
      return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new RefusedException(400, "InvalidSkipToken", "The skip token is not valid.");
    }
  }
}
