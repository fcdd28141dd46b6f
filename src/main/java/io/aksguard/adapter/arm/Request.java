package io.aksguard.adapter.arm;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is sent.
 *
 * @param url absolute
 * @param body JSON; null for none
 * @param headers beside those of every request
 */
record Request(
    HttpMethod method, String url, @Nullable String body, Map<HttpHeaderName, String> headers) {
  Request {
    headers = Map.copyOf(headers);
  }

  /** One that changes nothing: a GET, or where it has a body a POST. */
  static Request read(String url, @Nullable String body) {
    return new Request(body == null ? HttpMethod.GET : HttpMethod.POST, url, body, Map.of());
  }

  Quota quota() {
    return Quota.of(url, method);
  }

  /** As the SDK takes it; of each attempt its own, for the pipeline adds to it. */
  HttpRequest outgoing() {
    HttpRequest request = new HttpRequest(method, url);
    request.setHeader(HttpHeaderName.ACCEPT, "application/json");
    headers.forEach(request::setHeader);
    String json = body;
    if (json != null) {
      request.setHeader(HttpHeaderName.CONTENT_TYPE, "application/json");
      request.setBody(json);
      // The JDK's client sets it itself, and warns of each one that it is given.
      request.getHeaders().remove(HttpHeaderName.CONTENT_LENGTH);
    }
    return request;
  }
}
