package io.aksguard.lab;

import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonReader;
import io.aksguard.evidence.JsonWriter;
import io.aksguard.lab.tenant.UnusableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A host's keys, made at its first start and kept in its data folder.
 *
 * @param master opens everything
 * @param function opens the functions of level function
 * @param eventGrid opens the Event Grid webhook
 * @param durable opens the management of instances
 */
public record Keys(String master, String function, String eventGrid, String durable) {

  /**
   * The keys of a data folder.
   *
   * @throws UnusableException when they are there and cannot be read
   */
  static Keys of(Path data) throws IOException {
    Path file = data.resolve("keys.json");
    if (!Files.exists(file)) {
      Files.createDirectories(data);
      Keys keys = new Keys(random(), random(), random(), random());
      Files.writeString(
          file,
          JsonWriter.text(
              Map.of(
                  "master",
                  keys.master,
                  "function",
                  keys.function,
                  "eventGrid",
                  keys.eventGrid,
                  "durable",
                  keys.durable)));
    }
    try {
      JsonObject json = JsonReader.object(Files.readString(file));
      return new Keys(
          json.string("master").orElseThrow(),
          json.string("function").orElseThrow(),
          json.string("eventGrid").orElseThrow(),
          json.string("durable").orElseThrow());
    } catch (IOException | RuntimeException e) {
      throw UnusableException.damaged(file, e);
    }
  }

  /** Whether the request carries this key or the master key. */
  boolean open(HttpRequest request, String key) {
    return Stream.of(request.parameter("code"), request.header("x-functions-key"))
        .flatMap(each -> each.stream())
        .anyMatch(each -> each.equals(key) || each.equals(master));
  }

  private static String random() {
    byte[] bytes = new byte[24];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
