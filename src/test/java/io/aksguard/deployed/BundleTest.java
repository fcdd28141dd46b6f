package io.aksguard.deployed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BundleTest {
  @Test
  void body_isReadAgain_andItsDigestDoesNotDependOnTheOrderOfFiles() {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("b/control.yaml", "id: b\n");
    files.put("a/control.yaml", "id: \"é\"\n");
    Bundle bundle = new Bundle("schema: x\n", files);
    Map<String, String> other = new LinkedHashMap<>();
    other.put("a/control.yaml", "id: \"é\"\n");
    other.put("b/control.yaml", "id: b\n");

    assertThat(Bundle.read(bundle.body())).isEqualTo(bundle);
    assertThat(new Bundle("schema: x\n", other).digest()).isEqualTo(bundle.digest());
    assertThat(bundle.with("schema: y\n").digest()).isNotEqualTo(bundle.digest());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../control.yaml",
        "/etc/control.yaml",
        "a/../../control.yaml",
        "a//control.yaml",
        "./control.yaml",
        "a\\control.yaml",
        "C:/control.yaml",
        "a/control.yaml\u0000",
        ".ssh/control.yaml",
        ""
      })
  void path_thatLeadsOutOfAFolder_isRefused(String path) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Bundle("", Map.of(path, "")))
        .withMessageStartingWith("no path of a file of controls");
    String body =
        "{\"schema\":\"aks-guard/deployed/v1\",\"guard\":\"\",\"controls\":{\"../control.yaml\":\"\"}}";
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Bundle.read(body.getBytes(StandardCharsets.UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"schema\":\"aks-guard/deployed/v1\"}",
        "{\"schema\":\"aks-guard/deployed/v2\",\"guard\":\"\"}",
        "{\"schema\":\"aks-guard/deployed/v1\",\"guard\":7}",
        "{\"schema\":\"aks-guard/deployed/v1\",\"guard\":\"\",\"controls\":{\"a.yaml\":7}}",
        "{\"schema\":\"aks-guard/deployed/v1\",\"guard\":\"\"",
      })
  void body_thatIsNone_isRefused(String body) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Bundle.read(body.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void sizes_areBounded() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Bundle("x".repeat(Bundle.LARGEST + 1), Map.of()));
    String most = "x".repeat(Bundle.LARGEST - 2);
    assertThat(new Bundle("", Map.of("a", most + "x")).controls()).hasSize(1);
    assertThatIllegalArgumentException().isThrownBy(() -> new Bundle("y", Map.of("a", most + "x")));

    Map<String, String> files = new LinkedHashMap<>();
    for (int i = 0; i < Bundle.MOST_FILES; i++) {
      files.put("a" + i, "");
    }
    assertThat(new Bundle("", files).controls()).hasSize(Bundle.MOST_FILES);
    files.put("b", "");
    assertThatIllegalArgumentException().isThrownBy(() -> new Bundle("", files));
  }

  @Test
  void anotherGuardFile_keepsTheControls() {
    Bundle bundle = new Bundle("schema: x\n", Map.of("a/control.yaml", "id: a\n"));

    assertThat(bundle.with("schema: y\n")).isEqualTo(new Bundle("schema: y\n", bundle.controls()));
  }

  @ParameterizedTest
  @CsvSource({
    "a/control.yaml, true",
    "area/a/control.yaml, true",
    "tables/t.yaml, true",
    "parameters/p.yaml, true",
    "frameworks.yaml, true",
    "a/cases/pass.yaml, false",
    "README.md, false",
    "tables/t.txt, false"
  })
  void takes_whatAFolderOfControlsIsReadFrom(String path, boolean taken) {
    assertThat(Bundle.takes(path)).isEqualTo(taken);
  }
}
