package io.aksguard.event;

import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonWriter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The members of events that are kept; whatever is not listed here is forgotten. */
public final class Facts {
  public static final String OPERATION = "operationName";
  public static final String CORRELATION_ID = "correlationId";
  public static final String APPLICATION_ID = "applicationId";
  public static final String OBJECT_ID = "objectId";
  public static final String RESOURCE_URI = "resourceUri";
  public static final String COMPLIANCE_STATE = "complianceState";
  public static final String POLICY_ASSIGNMENT_ID = "policyAssignmentId";
  public static final String TIMESTAMP = "timestamp";
  public static final String KUBERNETES_VERSION = "kubernetesVersion";
  public static final String NODE_POOL = "nodePoolName";

  /** The registry's login server. */
  public static final String REGISTRY = "registry";

  public static final String REPOSITORY = "repository";
  public static final String TAG = "tag";
  public static final String DIGEST = "digest";

  static final String NOTIFIED_RESOURCE = "resourceInfoId";
  static final String REDATED = "redated";
  private static final Set<String> IDS =
      Set.of(RESOURCE_URI, NOTIFIED_RESOURCE, POLICY_ASSIGNMENT_ID, "policyDefinitionId");

  /** Where a fact stands below {@code data}. */
  private static final Map<String, List<String>> PATHS = paths();

  private Facts() {}

  private static Map<String, List<String>> paths() {
    Map<String, List<String>> paths = new TreeMap<>();
    for (String plain :
        List.of(
            OPERATION,
            CORRELATION_ID,
            RESOURCE_URI,
            "status",
            COMPLIANCE_STATE,
            "complianceReasonCode",
            POLICY_ASSIGNMENT_ID,
            "policyDefinitionId",
            "policyDefinitionReferenceId",
            TIMESTAMP,
            KUBERNETES_VERSION,
            "latestSupportedKubernetesVersion",
            "latestStableKubernetesVersion",
            "lowestMinorKubernetesVersion",
            "latestPreviewKubernetesVersion",
            NODE_POOL)) {
      paths.put(plain, List.of(plain));
    }
    paths.put(APPLICATION_ID, List.of("claims", "appid"));
    paths.put(
        OBJECT_ID,
        List.of("claims", "http://schemas.microsoft.com/identity/claims/objectidentifier"));
    paths.put(NOTIFIED_RESOURCE, List.of("resourceInfo", "id"));
    paths.put("resourceEventTime", List.of("operationalInfo", "resourceEventTime"));
    paths.put(REGISTRY, List.of("request", "host"));
    paths.put(REPOSITORY, List.of("target", "repository"));
    paths.put(TAG, List.of("target", "tag"));
    paths.put(DIGEST, List.of("target", "digest"));
    return Collections.unmodifiableMap(paths);
  }

  static Map<String, String> of(JsonObject data) {
    Map<String, String> facts = new TreeMap<>();
    PATHS.forEach(
        (name, path) ->
            at(data, path).flatMap(text -> clean(name, text)).ifPresent(t -> facts.put(name, t)));
    return facts;
  }

  private static Optional<String> at(JsonObject data, List<String> path) {
    Optional<JsonObject> at = Optional.of(data);
    for (String step : path.subList(0, path.size() - 1)) {
      at = at.flatMap(object -> object.object(step));
    }
    return at.flatMap(object -> object.string(path.get(path.size() - 1)));
  }

  static Optional<String> clean(String name, String text) {
    if (name.equals(APPLICATION_ID) || name.equals(OBJECT_ID)) {
      return Plain.principal(text);
    }
    if (name.equals(TIMESTAMP)) {
      return Plain.time(text).map(time -> text);
    }
    return IDS.contains(name) ? Plain.resource(text).map(ArmId::value) : Plain.token(text);
  }

  /** The fact that stands at this path below {@code data}, whose case does not count, or null. */
  static @Nullable String at(List<String> path) {
    for (Map.Entry<String, List<String>> fact : PATHS.entrySet()) {
      if (String.join("\n", fact.getValue()).equalsIgnoreCase(String.join("\n", path))) {
        return fact.getKey();
      }
    }
    return null;
  }

  /** The data that these facts are read from. */
  static Map<String, Object> data(Map<String, String> facts) {
    Map<String, Object> data = new TreeMap<>();
    new TreeMap<>(facts)
        .forEach(
            (name, value) -> {
              List<String> path = PATHS.getOrDefault(name, List.of(name));
              if (path.size() == 1) {
                data.put(path.get(0), value);
              } else {
                Object inner = data.computeIfAbsent(path.get(0), step -> new TreeMap<>());
                put(inner, path.get(1), value);
              }
            });
    return data;
  }

  @SuppressWarnings("unchecked") // made by the lines above
  private static void put(Object map, String key, String value) {
    ((Map<String, Object>) map).put(key, value);
  }

  static String json(GridEvent event) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("specversion", "1.0");
    members.put("id", event.id());
    members.put("source", event.source());
    if (!event.subject().isEmpty()) {
      members.put("subject", event.subject());
    }
    members.put("type", event.type());
    members.put("time", event.time().toString());
    if (event.redated()) {
      members.put(REDATED, true);
    }
    members.put("data", data(event.facts()));
    return JsonWriter.text(members);
  }
}
