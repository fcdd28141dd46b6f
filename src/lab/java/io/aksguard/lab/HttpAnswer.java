package io.aksguard.lab;

import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.HttpStatus;
import com.microsoft.azure.functions.HttpStatusType;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP function's answer.
 *
 * @param headers by name, without regard to case
 * @param body a text or bytes, null for none
 */
public record HttpAnswer(HttpStatusType status, Map<String, String> headers, @Nullable Object body)
    implements HttpResponseMessage {

  public HttpAnswer {
    Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    copy.putAll(headers);
    headers = copy;
  }

  @Override
  public HttpStatusType getStatus() {
    return status;
  }

  @Override
  public @Nullable String getHeader(String name) {
    return headers.get(name);
  }

  @Override
  public @Nullable Object getBody() {
    return body;
  }

  byte[] bytes() {
    if (body == null) {
      return new byte[0];
    }
    return body instanceof byte[] bytes
        ? bytes
        : String.valueOf(body).getBytes(StandardCharsets.UTF_8);
  }

  static final class Builder implements HttpResponseMessage.Builder {
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private HttpStatusType status = HttpStatus.OK;
    private @Nullable Object body;

    @Override
    public Builder status(HttpStatusType newStatus) {
      status = newStatus;
      return this;
    }

    @Override
    public Builder header(String name, String value) {
      headers.put(name, value);
      return this;
    }

    @Override
    public Builder body(Object newBody) {
      body = newBody;
      return this;
    }

    @Override
    public HttpAnswer build() {
      return new HttpAnswer(status, headers, body);
    }
  }
}
