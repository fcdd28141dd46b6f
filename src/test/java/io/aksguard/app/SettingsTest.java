package io.aksguard.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
  @TempDir private Path folder;

  @Test
  void snapshot_isTheFolderThatIsNamed() {
    Settings settings =
        Settings.of(Map.of("AKS_GUARD_SNAPSHOT", folder + "/../" + folder.getFileName()));

    assertThat(settings).isEqualTo(new Settings(folder));
  }

  @Test
  void snapshot_whenMissingOrBlank_isNamed() {
    assertThatIllegalStateException()
        .isThrownBy(() -> Settings.of(Map.of()))
        .withMessage(
            "app setting AKS_GUARD_SNAPSHOT is missing: the folder that evidence is read from");
    assertThatIllegalStateException()
        .isThrownBy(() -> Settings.of(Map.of("AKS_GUARD_SNAPSHOT", " ")));
  }

  @Test
  void snapshot_whenThereIsNoSuchFolder_isShownInFull() {
    assertThatIllegalStateException()
        .isThrownBy(() -> Settings.of(Map.of("AKS_GUARD_SNAPSHOT", "no/where")))
        .withMessage(
            "app setting AKS_GUARD_SNAPSHOT is 'no/where': there is no folder "
                + Path.of("no/where").toAbsolutePath());
  }
}
