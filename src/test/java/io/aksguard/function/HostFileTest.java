package io.aksguard.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;

/** What the host would otherwise decide by itself, differently from plan to plan. */
class HostFileTest {
  private final JsonObject host;

  HostFileTest() throws IOException {
    host = JsonReader.object(Files.readString(PackagedApp.BASE.resolve("host.json")));
  }

  /** Older bundles know nothing of Durable Functions for Java; 5 may know another protocol. */
  @Test
  void bundle_isOfVersionFour() {
    JsonObject bundle = part(host, "extensionBundle");

    assertThat(host.string("version")).hasValue("2.0");
    assertThat(bundle.string("id")).hasValue("Microsoft.Azure.Functions.ExtensionBundle");
    assertThat(bundle.string("version")).hasValue("[4.*, 5.0.0)");
  }

  /** Without it 5 minutes on one plan and 30 on another; 10 are the most that every plan allows. */
  @Test
  void functionTimeout_isExplicit() {
    Duration timeout =
        Duration.between(
            LocalTime.MIN, LocalTime.parse(host.string("functionTimeout").orElseThrow()));

    assertThat(timeout).isBetween(Duration.ofMinutes(5), Duration.ofMinutes(10));
  }

  /** The number of partitions cannot be changed once there is a hub. */
  @Test
  void durable_hasItsOwnHubAndLimits() {
    JsonObject durable = part(part(host, "extensions"), "durableTask");

    assertThat(durable.string("hubName").orElse("")).matches("[A-Za-z][A-Za-z0-9]{2,44}");
    assertThat(durable.raw("maxConcurrentActivityFunctions")).isEqualTo(8L);
    assertThat(durable.raw("maxConcurrentOrchestratorFunctions")).isEqualTo(8L);
    assertThat(part(durable, "storageProvider").raw("partitionCount")).isEqualTo(4L);
    assertThat(durable.raw("extendedSessionsEnabled")).isNull();
  }

  private static JsonObject part(JsonObject json, String name) {
    if (json.raw(name) instanceof JsonObject part) {
      return part;
    }
    throw new AssertionError("host.json has no " + name);
  }
}
