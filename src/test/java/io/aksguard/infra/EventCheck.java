package io.aksguard.infra;

import com.azure.messaging.eventgrid.SystemEventNames;
import io.aksguard.event.Events;
import io.aksguard.event.Kind;
import io.aksguard.event.Received;
import io.aksguard.infra.Infra.Subscription;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who hears of what, and how it is delivered. */
final class EventCheck extends Check {
  /** Event Grid takes no more values in the advanced filters of one subscription. */
  private static final int MOST_FILTER_VALUES = 25;

  private static final Map<String, Set<Kind>> HEARS =
      Map.of(
          "onResourceChanged", Set.of(Kind.RESOURCE_WRITTEN, Kind.RESOURCE_DELETED, Kind.ACTION),
          "onPolicyStateChanged", Set.of(Kind.POLICY_STATE),
          "onAksEvent", Set.of(Kind.AKS),
          "onImagePushed", Set.of(Kind.IMAGE_PUSHED, Kind.IMAGE_DELETED));

  /**
   * Kinds that the code takes but nothing sends: resource notifications say what ARM's events say.
   */
  private static final Set<Kind> NOT_SENT = Set.of(Kind.IGNORED, Kind.RESOURCE_NOTIFICATION);

  /** A look into a cluster: the code would take the event, and each look would raise one. */
  private static final String RUN_COMMAND = "/runCommand/action";

  EventCheck(Infra infra) {
    super(infra);
  }

  /**
   * @param eventGrid the functions with an Event Grid trigger
   */
  EventCheck functions(Set<String> eventGrid) {
    Set<String> heard =
        infra.subscriptions().stream().map(Subscription::function).collect(Collectors.toSet());
    same("functions with events", heard, eventGrid);
    Set<String> awaited =
        Pattern.compile("for function in ([^;]*);")
            .matcher(infra.text("deploy.sh"))
            .results()
            .flatMap(found -> Stream.of(found.group(1).split(" ")))
            .collect(Collectors.toSet());
    same("functions that deploy.sh waits for", awaited, eventGrid);
    return this;
  }

  /** Event types against those that Azure has and the code takes, in both directions. */
  EventCheck types() throws IllegalAccessException {
    Set<String> filtered = new TreeSet<>();
    for (Subscription one : infra.subscriptions()) {
      for (String type : one.types()) {
        filtered.add(type);
        Kind kind = kind(type, "Microsoft.ContainerService/managedClusters/write");
        need(
            HEARS.getOrDefault(one.function(), Set.of()).contains(kind),
            one.function() + " hears of " + type + ", which the code takes as " + kind);
      }
    }
    Set<String> known = known();
    Set<String> taken =
        known.stream()
            .filter(type -> !NOT_SENT.contains(kind(type, "a/b/write")))
            .collect(Collectors.toSet());
    same("event types", filtered, taken);
    return this;
  }

  /**
   * @param types resource types that evidence is read from and that ARM writes, in lower case
   */
  EventCheck operations(Set<String> types) {
    List<String> watched = infra.variable("events.bicep", "watched");
    for (String prefix : watched) {
      need(
          kind(
                  "Microsoft.Resources.ResourceWriteSuccess",
                  prefix + (prefix.endsWith("/") ? "x/write" : "s/x/write"))
              == Kind.RESOURCE_WRITTEN,
          "the code ignores " + prefix);
    }
    types.stream()
        .filter(
            type ->
                watched.stream()
                    .noneMatch(w -> (type + "/write").startsWith(w.toLowerCase(Locale.ROOT))))
        .forEach(type -> problems.add("nothing hears of " + type));
    for (String suffix : infra.variable("events.bicep", "unwatched")) {
      Kind kind = kind("Microsoft.Resources.ResourceActionSuccess", "a/b" + suffix);
      need(
          kind == Kind.IGNORED || suffix.equals(RUN_COMMAND),
          suffix + " is filtered out, but the code takes it");
    }
    return this;
  }

  /** How Event Grid delivers: CloudEvents, retried for a day, dead-lettered by identity. */
  EventCheck delivery() {
    List<Value> all =
        infra
            .made("Microsoft.EventGrid/systemTopics/eventSubscriptions@")
            .map(d -> d.value().at("properties").orElseThrow())
            .toList();
    need(all.size() == 1, "one shape of event subscription was expected: " + all.size());
    for (Value one : all) {
      need(one.text("eventDeliverySchema").equals("CloudEventSchemaV1_0"), "not CloudEvents");
      need(one.text("destination", "endpointType").equals("AzureFunction"), "not to a function");
      need(!one.text("retryPolicy", "maxDeliveryAttempts").isEmpty(), "no retries");
      need(!one.text("retryPolicy", "eventTimeToLiveInMinutes").isEmpty(), "no time to live");
      need(one.text("deadLetterWithResourceIdentity").contains("deadLetters"), "no dead letters");
    }
    for (Subscription one : infra.subscriptions()) {
      int values = 0;
      for (Value filter : one.filters()) {
        String variable = filter.text("values");
        values +=
            variable.isEmpty()
                ? filter.texts("values").size()
                : infra.variable("events.bicep", variable).size();
      }
      need(values <= MOST_FILTER_VALUES, one.symbol() + " has " + values + " filter values");
      need(!one.types().isEmpty(), one.symbol() + " has no event types");
    }
    return this;
  }

  private static Kind kind(String type, String operation) {
    String resource =
        "/subscriptions/0/resourceGroups/g/providers/Microsoft.ContainerService/managedClusters/c";
    String event =
        """
        {"specversion": "1.0", "id": "1", "source": "%1$s", "subject": "%1$s", "type": "%2$s",
         "time": "2026-11-23T00:00:00Z", "data": {"resourceUri": "%1$s", "operationName": "%3$s"}}
        """
            .formatted(resource, type, operation);
    Received received = Events.read(event, Instant.parse("2026-11-23T00:00:00Z")).get(0);
    return received instanceof Received.Event one ? one.event().kind() : Kind.IGNORED;
  }

  /** All event types that the SDK knows. */
  private static Set<String> known() throws IllegalAccessException {
    Set<String> known = new TreeSet<>();
    for (Field field : SystemEventNames.class.getFields()) {
      if (Modifier.isStatic(field.getModifiers()) && field.getType() == String.class) {
        known.add((String) field.get(null));
      }
    }
    return known;
  }
}
