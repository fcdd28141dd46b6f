package io.aksguard.lab.tenant;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One call.
 *
 * @param path decoded, without a slash at its end
 * @param query names in lower case, values decoded
 * @param headers names in lower case
 */
record Request(
    String method,
    String path,
    Map<String, String> query,
    Map<String, String> headers,
    String body) {

  static Request of(String method, URI uri, Map<String, String> headers, String body) {
    String path = uri.getPath().replaceAll("/{2,}", "/");
    Map<String, String> lower = new LinkedHashMap<>();
    headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
    return new Request(
        method,
        path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path,
        parameters(uri.getRawQuery() == null ? "" : uri.getRawQuery()),
        lower,
        body);
  }

  /** What stands in a query or a form. */
  static Map<String, String> parameters(String text) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String pair : text.split("&")) {
      int at = pair.indexOf('=');
      if (at > 0) {
        parameters.put(
            decode(pair.substring(0, at)).toLowerCase(Locale.ROOT), decode(pair.substring(at + 1)));
      }
    }
    return parameters;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  String header(String name) {
    return headers.getOrDefault(name, "");
  }

  String parameter(String name) {
    return query.getOrDefault(name, "");
  }

  /** The subscription's id in lower case, or empty. */
  String subscription() {
    String[] parts = path.toLowerCase(Locale.ROOT).split("/");
    return parts.length > 2 && parts[1].equals("subscriptions") ? parts[2] : "";
  }

  boolean isRead() {
    return method.equals("GET") || method.equals("HEAD");
  }
}
