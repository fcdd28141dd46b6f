package io.aksguard.lab.tenant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The activity log: what was written and done, with who did it. */
final class Activity {
  static final String TYPE = "microsoft.insights/eventtypes/values";
  private static final int MOST = 100_000;
  private static final Pattern FILTER =
      Pattern.compile(
          "(?i)eventTimestamp ge '([^']+)'(?: and eventTimestamp le '[^']+')?"
              + "(?: and (resourceUri|correlationId) eq '([^']+)')?");

  private record Entry(Instant at, String resource, ObjectNode body) {}

  private final Clock clock;
  private final Deque<Entry> entries = new ArrayDeque<>();

  Activity(Clock clock) {
    this.clock = clock;
  }

  /**
   * @param status Accepted, Succeeded, Failed or Canceled
   */
  void add(String resource, Write write, String status) {
    Instant now = clock.instant();
    ObjectNode body = Json.object();
    body.put("eventTimestamp", now.toString());
    body.putObject("operationName").put("value", write.operationName());
    body.putObject("status").put("value", status);
    body.put("resourceId", resource);
    body.put("correlationId", write.correlationId());
    body.put("caller", "jordan@contoso.example");
    body.putObject("claims").put("appid", write.principal().clientId());
    add(new Entry(now, resource, body));
  }

  /** One as ARM shows it, of any time and outcome. */
  void add(ObjectNode body) {
    Instant at = Instant.parse(body.path("eventTimestamp").asText());
    add(new Entry(at, body.path("resourceId").asText(), body));
  }

  private synchronized void add(Entry entry) {
    entries.addLast(entry);
    if (entries.size() > MOST) {
      entries.removeFirst();
    }
  }

  /**
   * @param select the members that are wanted, divided by commas; empty for all
   */
  synchronized List<ObjectNode> list(String subscription, String filter, String select) {
    Matcher form = FILTER.matcher(filter.strip());
    if (!form.matches()) {
      throw new RefusedException(400, "BadRequest", "The filter is not understood: " + filter);
    }
    Instant from = Instant.parse(form.group(1));
    // One condition beside the time, as Azure takes it.
    String member = "resourceUri".equalsIgnoreCase(form.group(2)) ? "resourceId" : "correlationId";
    String wanted = form.group(3);
    String prefix = "/subscriptions/" + Target.key(subscription) + "/";
    return entries.stream()
        .filter(each -> !each.at().isBefore(from))
        .filter(each -> Target.key(each.resource()).startsWith(prefix))
        .filter(
            each -> wanted == null || each.body().path(member).asText().equalsIgnoreCase(wanted))
        .map(each -> shown(each, select))
        .toList();
  }

  synchronized List<ObjectNode> saved() {
    return entries.stream().map(each -> each.body().deepCopy()).toList();
  }

  /** Everything, with the members that evidence keeps. */
  synchronized List<ObjectNode> all() {
    return entries.stream()
        .map(each -> shown(each, "eventTimestamp,operationName,status,resourceId"))
        .toList();
  }

  private static ObjectNode shown(Entry entry, String select) {
    ObjectNode body = entry.body().deepCopy();
    if (!select.isEmpty()) {
      body.retain(List.of(select.split(",")));
    }
    return body;
  }
}
