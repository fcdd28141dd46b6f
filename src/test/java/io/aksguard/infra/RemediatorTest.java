package io.aksguard.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.control.Catalogue;
import io.aksguard.control.Control;
import io.aksguard.infra.BicepFile.Declaration;
import io.aksguard.infra.BicepFile.Sort;
import io.aksguard.remediation.permission.Needed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The role AKS Guard Remediator is what the catalogue's remedies need, and is given on demand. */
class RemediatorTest {
  private static final Path FILE = Infra.ROOT.resolve("infra/remediator.json");
  private static final String RUN =
      "the catalogue needs something else: mvn test -Dtest=RemediatorTest -Daksguard.golden=write";

  /** Who declares an action, by the action. */
  private final Map<String, List<String>> declared = declared();

  private static Map<String, List<String>> declared() {
    Map<String, List<String>> declared = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (Control control : Catalogue.builtIn().controls()) {
      control
          .definition()
          .remedy()
          .permissions()
          .forEach(
              action ->
                  declared.computeIfAbsent(action, key -> new ArrayList<>()).add(control.id()));
    }
    return declared;
  }

  @Test
  void role_isAsGenerated() throws IOException {
    if ("write".equals(System.getProperty("aksguard.golden"))) {
      Files.writeString(FILE, generated());
    }

    assertThat(Files.readString(FILE)).as(RUN).isEqualTo(generated());
  }

  private String generated() {
    String actions =
        Needed.together(declared.keySet()).stream()
            .map(
                action ->
                    "    { \"action\": \"%s\", \"reason\": \"%s\" }"
                        .formatted(action, reason(action)))
            .collect(Collectors.joining(",\n"));
    return """
    {
      "name": "AKS Guard Remediator",
      "description": "Carries out what AKS Guard's remedies declare; generated from the catalogue.",
      "actions": [
    %s
      ]
    }
    """
        .formatted(actions);
  }

  private String reason(String action) {
    List<String> controls = declared.getOrDefault(action, List.of());
    if (!controls.isEmpty()) {
      return controls.size() > 3
          ? controls.size() + " remedies"
          : String.join(", ", controls.stream().sorted().toList());
    }
    if (action.contains("/locations/")) {
      return "how an operation goes on";
    }
    if (action.contains("/eventtypes/")) {
      return "whether a write whose answer was lost has arrived";
    }
    return declared.keySet().stream().anyMatch(one -> isOfItsType(one, action))
        ? "what is there before it is changed"
        : "where what is written names one";
  }

  private static boolean isOfItsType(String one, String read) {
    return read.endsWith("/read")
        && one.toLowerCase(Locale.ROOT)
            .startsWith(
                read.substring(0, read.length() - "read".length()).toLowerCase(Locale.ROOT));
  }

  /** Without these reads the app cannot say what it lacks, nor see what became of a write. */
  @Test
  void auditor_mayReadWhatIsAskedBeforeAndAfterAWrite() throws IOException {
    Set<String> auditor = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    auditor.addAll(Infra.of(Infra.files()).actions().keySet());

    assertThat(auditor).contains("Microsoft.Authorization/permissions/read");
    assertThat(Needed.together(declared.keySet()))
        .filteredOn(action -> action.contains("/locations/") || action.contains("/eventtypes/"))
        .hasSize(5)
        .allMatch(auditor::contains);
  }

  @ParameterizedTest
  @ValueSource(strings = {"main.bicep", "managementgroup.bicep"})
  void role_isNeitherMadeNorGiven_unlessAskedFor(String name) throws IOException {
    BicepFile file = Infra.of(Infra.files()).file(name);

    assertThat(file.find(Sort.PARAM, "remediation").orElseThrow().value().text()).isEqualTo("off");
    assertThat(file.find(Sort.RESOURCE, "remediatorRole").map(Declaration::condition).orElseThrow())
        .contains("remediation != 'off'");
    assertThat(given(file)).isNotEmpty().allMatch(one -> one.contains("remediation == 'assigned'"));
  }

  /** The conditions under which it is given. */
  private static List<String> given(BicepFile file) {
    return file.declarations().stream()
        .filter(one -> one.symbol().matches("remediators|remediatorOnGroup"))
        .map(one -> one.value() instanceof Value.Loop loop ? loop.condition() : one.condition())
        .toList();
  }
}
