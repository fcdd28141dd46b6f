package io.aksguard.lab;

import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonReader;
import io.aksguard.evidence.JsonWriter;
import java.lang.reflect.Field;
import java.util.Map;

/** What a function with a durableClient binding is given. */
final class DurableClientInput {
  private DurableClientInput() {}

  /**
   * @param port of the gRPC service
   * @param key for the status URLs that a function may hand out
   */
  static String json(String hub, int port, String key) {
    return JsonWriter.text(
        Map.of(
            "taskHubName",
            hub,
            "rpcBaseUrl",
            "http://127.0.0.1:" + port + "/",
            "requiredQueryStringParameters",
            "code=" + key));
  }

  /**
   * The same as an object of the app's own class, filled field by field as the worker's Gson does.
   */
  static Object context(Class<?> type, String json) {
    JsonObject members = JsonReader.object(json);
    try {
      Object context = type.getDeclaredConstructor().newInstance();
      for (String name : members.keySet()) {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        field.set(context, members.string(name).orElseThrow());
      }
      return context;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("no durable client in " + type, e);
    }
  }
}
