package io.aksguard.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.TextFormat;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.OrchestratorResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Recorded histories, turn by turn, against today's code: an instance that runs while the app is
 * deployed must get the same answers from it. Where one differs, the orchestrator takes the next
 * version in its name and the old code stays until its instances have ended (decision 0016); only
 * then is {@code -Daksguard.golden=write} right.
 */
class HistoriesTest {
  private static final Path FOLDER =
      Path.of(System.getProperty("aksguard.basedir", "."), "src/test/histories");

  @TestFactory
  Stream<DynamicTest> recordedHistories_getTheSameAnswers() {
    return Scenarios.all().stream()
        .map(scenario -> DynamicTest.dynamicTest(scenario.path(), () -> check(scenario)));
  }

  private static void check(Scenario scenario) throws Exception {
    Path file = FOLDER.resolve(scenario.path() + ".txt");
    if ("write".equals(System.getProperty("aksguard.golden"))) {
      scenario.play();
      Files.createDirectories(file.getParent());
      Files.write(file, answered(scenario.recorded(), scenario));
    }
    List<String> lines = lines(scenario);
    List<String> now = replayed(scenario);

    for (int i = 0; i < Math.min(lines.size(), now.size()); i++) {
      assertThat(now.get(i))
          .as("%s:%d, see decision 0016 before you record it anew", file.getFileName(), i + 1)
          .isEqualTo(lines.get(i));
    }
    assertThat(now).hasSameSizeAs(lines);
  }

  /** What was recorded: requests, each with what the code of that day answered. */
  static List<String> lines(Scenario scenario) throws IOException {
    return Files.readAllLines(FOLDER.resolve(scenario.path() + ".txt"));
  }

  /** The recorded requests with the answers of this code. */
  static List<String> replayed(Scenario scenario) throws IOException {
    List<String> requests =
        lines(scenario).stream().filter(l -> l.startsWith("> ")).map(l -> l.substring(2)).toList();
    assertThat(requests).isNotEmpty();
    return answered(requests, scenario);
  }

  /** A request in base64 after {@code >}, then what the code answers. */
  private static List<String> answered(List<String> requests, Scenario scenario)
      throws InvalidProtocolBufferException {
    List<String> lines = new ArrayList<>();
    for (String request : requests) {
      lines.add("> " + request);
      OrchestratorResponse response =
          OrchestratorResponse.parseFrom(Base64.getDecoder().decode(scenario.turn(request)));
      response
          .getActionsList()
          .forEach(
              action ->
                  lines.add(TextFormat.printer().emittingSingleLine(true).printToString(action)));
    }
    return lines;
  }

  @Test
  void everyRecordedHistory_hasItsScenario() throws Exception {
    List<String> known = Scenarios.all().stream().map(s -> s.path() + ".txt").toList();
    try (Stream<Path> files = Files.walk(FOLDER).filter(Files::isRegularFile)) {
      assertThat(files.map(f -> FOLDER.relativize(f).toString()))
          .containsExactlyInAnyOrderElementsOf(known);
    }
  }
}
