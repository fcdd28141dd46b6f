package io.aksguard.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class HostCommandTest {
  private static final String STORE = "AKS_GUARD_STORE";

  @TempDir private Path folder;

  private Map<String, String> settings(Map<String, String> environment, String... more)
      throws IOException {
    List<String> arguments = new ArrayList<>(List.of("--app", "app", "--data", folder + "/data"));
    arguments.addAll(List.of(more));
    HostCommand command = new HostCommand();
    new CommandLine(command).parseArgs(arguments.toArray(String[]::new));
    return command.settings(environment);
  }

  @Test
  void store_isAFolderInData_unlessSomethingSaysAnother() throws IOException {
    Path file =
        Files.writeString(folder.resolve("f"), "{\"Values\": {\"%s\": \"file\"}}".formatted(STORE));

    assertThat(settings(Map.of())).containsEntry(STORE, folder + "/data/store");
    assertThat(settings(Map.of(STORE, "process"))).containsEntry(STORE, "process");
    assertThat(settings(Map.of(STORE, "process"), "--settings", file.toString()))
        .containsEntry(STORE, "file");
    assertThat(settings(Map.of(), "--settings", file.toString(), "--storage", "given"))
        .containsEntry(STORE, "given");
  }
}
