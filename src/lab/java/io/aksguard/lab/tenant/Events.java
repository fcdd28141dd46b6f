package io.aksguard.lab.tenant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.Locale;

/** Makes the events that Azure raises, in the casings and with the personal data that it sends. */
final class Events {
  private final EventGrid grid;
  private final Clock clock;
  private final Chance chance;
  private final String tenantId;

  Events(EventGrid grid, Clock clock, Chance chance, String tenantId) {
    this.grid = grid;
    this.clock = clock;
    this.chance = chance;
    this.tenantId = tenantId;
  }

  /** ARM's event of a call that succeeded. */
  void arm(String id, Write write) {
    String kind =
        switch (write.method()) {
          case "DELETE" -> "Delete";
          case "POST" -> "Action";
          default -> "Write";
        };
    String shown = casing(id);
    ObjectNode data = Json.object();
    data.putObject("authorization")
        .put("scope", shown)
        .put("action", write.operationName())
        .putObject("evidence")
        .put("role", "Contributor");
    claims(data.putObject("claims"), write.principal());
    data.put("correlationId", write.correlationId());
    if (!write.method().equals("PUT")) {
      data.putObject("httpRequest")
          .put("clientRequestId", chance.guid())
          .put("clientIpAddress", "203.0.113.7")
          .put("method", write.method())
          .put("url", "https://management.azure.com" + shown);
    }
    data.put("resourceProvider", write.operationName().replaceAll("/.*", ""))
        .put("resourceUri", shown)
        .put("operationName", write.operationName())
        .put("status", "Succeeded")
        .put("subscriptionId", subscription(id))
        .put("tenantId", tenantId);
    raise(
        "Microsoft.Resources.Resource" + kind + "Success",
        shown,
        "/subscriptions/" + subscription(id),
        data);
  }

  private void claims(ObjectNode claims, Principal principal) {
    String identity = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/";
    claims
        .put("aud", "https://management.core.windows.net/")
        .put("iss", "https://sts.windows.net/" + tenantId + "/")
        .put("appid", principal.clientId())
        .put("appidacr", "1")
        .put("http://schemas.microsoft.com/identity/claims/objectidentifier", principal.objectId())
        .put("ipaddr", "203.0.113.7")
        .put("name", "Jordan Example")
        .put(identity + "givenname", "Jordan")
        .put(identity + "surname", "Example")
        .put(identity + "upn", "jordan@contoso.example")
        .put("ver", "1.0");
  }

  /** Azure Policy's event. */
  void policyState(String kind, String resourceId, ObjectNode state) {
    ObjectNode data =
        Json.object()
            .put("timestamp", state.path("timestamp").asText(clock.instant().toString()))
            .put("policyAssignmentId", state.path("policyAssignmentId").asText())
            .put("policyDefinitionId", state.path("policyDefinitionId").asText())
            .put("policyDefinitionReferenceId", state.path("policyDefinitionReferenceId").asText())
            .put("complianceState", state.path("complianceState").asText())
            .put("subscriptionId", subscription(resourceId))
            .put("complianceReasonCode", "");
    raise(
        "Microsoft.PolicyInsights.PolicyState" + kind,
        resourceId.toLowerCase(Locale.ROOT),
        "/subscriptions/" + subscription(resourceId),
        data);
  }

  /** An event of a cluster's own topic; its subject is the bare name. */
  void cluster(String type, String clusterId, ObjectNode data) {
    raise(
        "Microsoft.ContainerService." + type,
        clusterId.substring(clusterId.lastIndexOf('/') + 1),
        clusterId,
        data);
  }

  /** A registry's event of a push. */
  void imagePushed(String registryId, String repository, String tag, String digest) {
    String name = registryId.substring(registryId.lastIndexOf('/') + 1);
    String host = name.toLowerCase(Locale.ROOT) + ".azurecr.io";
    ObjectNode data =
        Json.object()
            .put("id", chance.guid())
            .put("timestamp", clock.instant().toString())
            .put("action", "push");
    data.putObject("target")
        .put("mediaType", "application/vnd.docker.distribution.manifest.v2+json")
        .put("size", 3023)
        .put("digest", digest)
        .put("length", 3023)
        .put("repository", repository)
        .put("tag", tag);
    data.putObject("request")
        .put("id", chance.guid())
        .put("host", host)
        .put("method", "PUT")
        .put("useragent", "docker");
    raise("Microsoft.ContainerRegistry.ImagePushed", repository + ":" + tag, registryId, data);
  }

  private void raise(String type, String subject, String source, ObjectNode data) {
    grid.raise(
        new RaisedEvent(chance.guid(), type, subject, source, clock.instant(), Json.text(data)));
  }

  /** Services write ids as they like. */
  private String casing(String id) {
    return switch (chance.below(4)) {
      case 0 -> id.toLowerCase(Locale.ROOT);
      case 1 -> id.replace("/resourceGroups/", "/resourcegroups/");
      default -> id;
    };
  }

  private static String subscription(String id) {
    String[] parts = id.split("/");
    return parts.length > 2 && parts[1].equalsIgnoreCase("subscriptions") ? parts[2] : "";
  }
}
