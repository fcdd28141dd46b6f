package io.aksguard.lab.tenant;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The newest states of Azure Policy, asked by POST, flat as that API answers them. */
final class PolicyStates {
  static final String TYPE = "microsoft.policyinsights/policystates";
  private static final Pattern TERM =
      Pattern.compile(
          "(?i)(resourceType|complianceState|resourceId|policyAssignmentName) eq '([^']*)'");

  private final State state;
  private final Lists lists;

  PolicyStates(State state, Lists lists) {
    this.state = state;
    this.lists = lists;
  }

  Answer query(Request request, String scope) {
    Predicate<ObjectNode> wanted = filter(request.parameter("$filter"));
    String key = Target.key(scope);
    String below = scope.isEmpty() ? "" : key + "/";
    List<ObjectNode> found = new ArrayList<>();
    for (ObjectNode row : state.ofType(TYPE, below)) {
      ObjectNode flat = ((ObjectNode) row.path("properties")).deepCopy();
      flat.put("id", row.path("id").asText());
      if (wanted.test(flat)) {
        found.add(flat);
      }
    }
    ObjectNode page = lists.page(request, found);
    ObjectNode answer = Json.object();
    answer.put("@odata.context", "https://management.azure.com" + scope + "/$metadata#latest");
    ArrayNode value = (ArrayNode) page.path("value");
    answer.put("@odata.count", value.size());
    if (page.has("nextLink")) {
      answer.put("@odata.nextLink", page.path("nextLink").asText());
    }
    for (ObjectNode each : Json.objects(value)) {
      each.remove("id");
    }
    answer.set("value", value);
    return Answer.json(200, answer);
  }

  private static Predicate<ObjectNode> filter(String filter) {
    Predicate<ObjectNode> all = row -> true;
    for (String term : filter.isEmpty() ? new String[0] : filter.split("(?i) and ")) {
      Matcher form = TERM.matcher(term.strip());
      if (!form.matches()) {
        throw new RefusedException(400, "InvalidFilter", "The filter is not understood: " + term);
      }
      all =
          all.and(row -> Json.member(row, form.group(1)).asText().equalsIgnoreCase(form.group(2)));
    }
    return all;
  }
}
