package io.aksguard.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.evidence.JsonWriter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The host as a process of its own, killed while it works. */
class HostProcessTest {
  @TempDir private Path base;

  @Test
  void processThatIsKilled_losesNothing() throws Exception {
    Path app = FixtureApp.pack(base);
    Path data = base.resolve("data");
    Path tape = base.resolve("tape");
    Path settings = base.resolve("local.settings.json");
    Files.writeString(
        settings,
        JsonWriter.text(Map.of("Values", Map.of("TAPE", tape.toString(), "TICK", "0 0 0 1 1 *"))));
    Process first =
        host("--app", app, "--data", data, "--settings", settings, "--stay", "--real-time");
    URI url;
    try (BufferedReader lines = first.inputReader()) {
      String listening = line(lines, "listening on ");
      url = URI.create(listening.substring(13, listening.indexOf(',')));
      for (int i = 0; i < 5; i++) {
        assertThat(start(url, "sleep", "one-" + i)).isEqualTo(202);
      }
      FixtureApp.awaitLines(tape, "echo \"before\"", 1);
    } finally {
      first.destroyForcibly().waitFor();
    }

    Process second = host("--app", app, "--data", data, "--settings", settings);
    List<String> said;
    try (BufferedReader lines = second.inputReader()) {
      said = lines.lines().toList();
    }

    assertThat(second.waitFor()).as("%s", said).isZero();
    try (LabClock clock = LabClock.jumping();
        TaskHub hub = TaskHub.open(data, clock)) {
      assertThat(hub.states(false))
          .hasSize(5)
          .allMatch(state -> DurablePages.name(state.getOrchestrationStatus()).equals("Completed"));
    }
    assertThat(FixtureApp.lines(tape)).filteredOn("echo \"after\""::equals).hasSize(5);
  }

  @Test
  void folderThatIsNoApp_endsTheProcess() throws Exception {
    Process host = host("--app", base.resolve("nothing"), "--data", base);

    try (BufferedReader lines = host.inputReader()) {
      assertThat(lines.lines())
          .singleElement()
          .asString()
          .contains("nothing is no packaged Function App; mvn -DskipTests package makes one");
    }
    assertThat(host.waitFor()).isEqualTo(2);
  }

  private static int start(URI url, String name, String id) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(url + "/api/start/" + name + "?id=" + id))
                .POST(BodyPublishers.noBody())
                .build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  private static String line(BufferedReader lines, String prefix) {
    try {
      String line = lines.readLine();
      while (line != null && !line.startsWith(prefix)) {
        line = lines.readLine();
      }
      return String.valueOf(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Process host(Object... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dcom.google.protobuf.use_unsafe_pre22_gencode=true",
                "-cp",
                System.getProperty("java.class.path"),
                LocalHost.class.getName()));
    Arrays.stream(arguments).map(Object::toString).forEach(command::add);
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }
}
