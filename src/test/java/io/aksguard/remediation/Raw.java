package io.aksguard.remediation;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.aksguard.cluster.ArmId;
import io.aksguard.control.Absence;
import io.aksguard.control.MemberPath;
import io.aksguard.evidence.JsonWriter;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Bodies as ARM answers them, with their nulls, and paths in them. */
final class Raw {
  static final ArmId CLUSTER = new ArmId(Shop.ID);
  static final ArmId POOL = new ArmId(Shop.ID + "/agentPools/sys");
  static final ArmId SETTING =
      new ArmId(Shop.ID + "/providers/Microsoft.Insights/diagnosticSettings/all");

  private Raw() {}

  @SuppressWarnings("unchecked")
  static Map<String, Object> body(String json) {
    try {
      return new ObjectMapper().readValue(json.replace('\'', '"'), Map.class);
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
  }

  static Optional<Map<String, Object>> read(String json) {
    return Optional.of(body(json));
  }

  /** {@code properties.logs[category=guard].enabled}. */
  static MemberPath path(String text) {
    return new MemberPath(
        Arrays.stream(text.split("\\."))
            .map(part -> part.split("[\\[=\\]]"))
            .map(
                part ->
                    part.length == 1
                        ? new MemberPath.Part(part[0], "", "")
                        : new MemberPath.Part(part[0], part[1], part[2]))
            .toList());
  }

  static Claim claim(String path, @Nullable Object value, @Nullable Object before) {
    return new Claim("one", path(path), value, null, before);
  }

  /** One whose author says what it comes to that the member is not there. */
  static Claim added(String path, Object value, @Nullable Object absence) {
    return new Claim("one", path(path), value, new Absence(absence), null);
  }

  static Change change(ArmId resource, Claim... claims) {
    return new Change(resource, false, "", List.of(claims), List.of("one"), List.of());
  }

  /** The body that a request puts, as JSON with single quotes. */
  static String put(Request request) {
    return JsonWriter.text(((Request.Put) request).body()).replace('"', '\'');
  }
}
