package io.aksguard.adapter.arm;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpMethod;
import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonWriter;
import io.aksguard.evidence.RawJson;
import io.aksguard.remediation.azure.Azure;
import io.aksguard.remediation.azure.Current;
import io.aksguard.remediation.azure.Permitted;
import io.aksguard.remediation.azure.Progress;
import io.aksguard.remediation.azure.Sent;
import io.aksguard.remediation.azure.Trace;
import io.aksguard.remediation.permission.Granted;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Changes Azure by way of ARM. */
public final class AzureWrites implements Azure {
  private static final HttpHeaderName CORRELATION =
      HttpHeaderName.fromString("x-ms-correlation-request-id");

  private static final String PERMISSIONS = "Microsoft.Authorization/permissions";

  private final ArmClient arm;
  private final Wire wire;
  private final Writing writing;
  private final Operations operations;
  private final ActivityLog log;

  /**
   * @param arm shares its limits and what it knows of quotas
   */
  public AzureWrites(ArmClient arm) {
    this.arm = arm;
    this.wire = arm.wire();
    this.writing = new Writing(wire);
    this.operations = new Operations(wire);
    this.log = new ActivityLog(arm);
  }

  @Override
  public Permitted permitted(ArmId scope) {
    Answer answer = arm.read(Ask.list(scope + "/providers/" + PERMISSIONS, PERMISSIONS));
    if (answer.missing().isPresent()) {
      return new Permitted.Unknown(answer.missing().get().reason());
    }
    List<Granted> roles = new ArrayList<>();
    for (JsonObject role : answer.resources()) {
      Optional<List<String>> actions = texts(role, "actions");
      Optional<List<String>> notActions = texts(role, "notActions");
      if (actions.isEmpty() || notActions.isEmpty()) {
        return new Permitted.Unknown("the answer is no list of permissions");
      }
      roles.add(new Granted(actions.get(), notActions.get()));
    }
    return new Permitted.Known(roles);
  }

  /** Empty where the member is no list of texts; what is not there has none. */
  private static Optional<List<String>> texts(JsonObject role, String member) {
    if (role.raw(member) == null) {
      return Optional.of(List.of());
    }
    return role.array(member)
        .filter(list -> list.known().stream().allMatch(String.class::isInstance))
        .map(list -> list.known().stream().map(String::valueOf).toList());
  }

  @Override
  public Current read(ArmId resource) {
    Reply reply = wire.send(wire.url(self(resource)), null);
    String trouble = reply.trouble();
    if (trouble != null) {
      return new Current.Unreadable(trouble);
    }
    if (reply.status() == 404 && reply.saysGone()) {
      return new Current.Absent();
    }
    if (reply.status() != 200) {
      return new Current.Unreadable(reply.failure());
    }
    try {
      Map<String, Object> body = RawJson.object(reply.body());
      return body.isEmpty()
          ? new Current.Unreadable("the answer is no resource")
          : new Current.Found(body, etag(body, reply.headers()));
    } catch (IOException e) {
      return new Current.Unreadable("the answer could not be read as JSON");
    }
  }

  @Override
  public Sent put(
      ArmId resource, Map<String, ?> body, Optional<String> ifMatch, String correlationId) {
    String self = self(resource);
    return writing.send(
        new Request(
            HttpMethod.PUT, wire.url(self), JsonWriter.text(body), headers(correlationId, ifMatch)),
        self,
        Secrets.in(body));
  }

  @Override
  public Sent post(ArmId resource, String action, String correlationId) {
    String path = Ask.versioned(resource + "/" + action, resource);
    return writing.send(
        new Request(
            HttpMethod.POST, wire.url(path), null, headers(correlationId, Optional.empty())),
        self(resource),
        Set.of());
  }

  @Override
  public Sent delete(ArmId resource, Optional<String> ifMatch, String correlationId) {
    String self = self(resource);
    return writing.send(
        new Request(HttpMethod.DELETE, wire.url(self), null, headers(correlationId, ifMatch)),
        self,
        Set.of());
  }

  @Override
  public Progress poll(String operation) {
    return operations.poll(operation);
  }

  @Override
  public Trace traced(ArmId resource, String correlationId, Instant since) {
    return log.traced(resource, guid(correlationId), since);
  }

  private static String self(ArmId resource) {
    return Ask.versioned(resource.value(), resource);
  }

  private static Map<HttpHeaderName, String> headers(
      String correlationId, Optional<String> ifMatch) {
    Map<HttpHeaderName, String> headers = new LinkedHashMap<>();
    headers.put(CORRELATION, guid(correlationId));
    headers.put(HttpHeaderName.X_MS_CLIENT_REQUEST_ID, correlationId);
    ifMatch.ifPresent(etag -> headers.put(HttpHeaderName.IF_MATCH, etag));
    return headers;
  }

  /** ARM gives an id of its own where it is given none. */
  private static String guid(String correlationId) {
    if (!UUID.fromString(correlationId).toString().equalsIgnoreCase(correlationId)) {
      throw new IllegalArgumentException("no GUID: " + correlationId);
    }
    return correlationId;
  }

  /** AKS writes {@code eTag}, in pools below their properties; others write {@code etag}. */
  private static Optional<String> etag(Map<String, Object> body, HttpHeaders headers) {
    return etag(body)
        .or(() -> etag(body.get("properties")))
        .or(() -> Optional.ofNullable(headers.getValue(HttpHeaderName.ETAG)));
  }

  private static Optional<String> etag(@Nullable Object object) {
    return object instanceof Map<?, ?> members
        ? members.entrySet().stream()
            .filter(member -> "etag".equalsIgnoreCase(String.valueOf(member.getKey())))
            .map(member -> member.getValue() instanceof String etag ? etag : "")
            .filter(etag -> !etag.isBlank())
            .findFirst()
        : Optional.empty();
  }
}
