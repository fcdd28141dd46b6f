package io.aksguard.adapter.arm;

import io.aksguard.cluster.ArmId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One request to ARM that changes nothing.
 *
 * @param path from the host on, with its query
 * @param isList whether a page with {@code value} is expected, and followed to its end
 * @param body null for a GET
 */
public record Ask(String path, boolean isList, @Nullable String body) {

  /** One resource. */
  public static Ask get(ArmId id) {
    return new Ask(versioned(id.value(), id), false, null);
  }

  /**
   * A list of resources.
   *
   * @param path what is listed, {@code /subscriptions/…/agentPools}
   * @param type of its elements, which decides the API version
   */
  public static Ask list(String path, String type) {
    return new Ask(versioned(path, type), true, null);
  }

  /** A list of those that an OData filter picks. */
  public static Ask list(String path, String type, String filter) {
    return new Ask(versioned(path, type) + "&$filter=" + encoded(filter), true, null);
  }

  /** A list that is asked for by POST. */
  public static Ask query(String path, String type, String body) {
    return new Ask(versioned(path, type), true, body);
  }

  /** A path at the version that the resource is asked at, or something of it. */
  static String versioned(String path, ArmId resource) {
    return versioned(path, resource.type().orElse("Microsoft.Resources/x"));
  }

  private static String versioned(String path, String type) {
    StringBuilder encoded = new StringBuilder();
    for (String segment : path.split("/", -1)) {
      encoded.append(encoded.isEmpty() && segment.isEmpty() ? "" : "/").append(encoded(segment));
    }
    String whole = encoded.toString();
    return (whole.startsWith("/") ? whole : "/" + whole) + "?api-version=" + ApiVersions.of(type);
  }

  /** Names of resource groups may have blanks and brackets. */
  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
