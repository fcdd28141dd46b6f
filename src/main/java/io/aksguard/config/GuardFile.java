package io.aksguard.config;

import io.aksguard.control.AuthorException;
import io.aksguard.control.Catalogue;
import io.aksguard.control.Parameter;
import io.aksguard.yaml.Problem;
import io.aksguard.yaml.YamlFile;
import io.aksguard.yaml.YamlNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads guard.yaml against a catalogue; src/main/resources/schemas/guard.v1.json describes it. */
public final class GuardFile {
  static final String SCHEMA = "aks-guard/config/v1";
  private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final List<String> WAIVER =
      List.of("id", "control", "resource", "subject", "owner", "reason", "expires");
  private static final Set<String> REMEDIATION =
      Set.of("mode", "rules", "breaker", "quota", "ring", "flap", "blackouts", "approval");

  private final Catalogue catalogue;
  private final List<Problem> problems = new ArrayList<>();
  private final Map<String, Object> parameters = new TreeMap<>();
  private final List<Waiver> waivers = new ArrayList<>();
  private final Set<String> ids = new HashSet<>();
  private Modes modes = Modes.DEFAULT;
  private Bounds bounds = Bounds.DEFAULT;

  private GuardFile(Catalogue catalogue) {
    this.catalogue = catalogue;
    parameters.putAll(catalogue.defaults());
  }

  /**
   * @param file the name that mistakes bear
   * @throws AuthorException with all mistakes
   */
  public static GuardConfig read(String file, String text, Catalogue catalogue)
      throws AuthorException {
    GuardFile reading = new GuardFile(catalogue);
    YamlFile.parse(file, text, reading.problems).ifPresent(reading::root);
    if (!reading.problems.isEmpty()) {
      throw new AuthorException(reading.problems);
    }
    return reading.config();
  }

  private GuardConfig config() {
    return new GuardConfig(parameters, waivers, modes, bounds);
  }

  /**
   * What is left of a file without the parameters and waivers that have mistakes: of one that was
   * good for an older catalogue, what is about controls and parameters that there still are.
   *
   * @param sound whether the file as a whole is a guard.yaml; else nothing is left of it
   */
  public record Rest(GuardConfig config, List<Problem> problems, boolean sound) {
    public Rest {
      problems = List.copyOf(problems);
    }
  }

  /** Reads as {@link #read} does, and goes on where that would refuse. */
  public static Rest rest(String file, String text, Catalogue catalogue) {
    GuardFile reading = new GuardFile(catalogue);
    Optional<YamlNode> root = YamlFile.parse(file, text, reading.problems);
    root.ifPresent(reading::root);
    boolean sound =
        root.filter(node -> node.isMapping() && SCHEMA.equals(schema(node))).isPresent();
    GuardConfig left = reading.config();
    // What was dropped may have been what forbids.
    return new Rest(
        reading.problems.isEmpty() ? left : left.reportingOnly(), reading.problems, sound);
  }

  private static @Nullable Object schema(YamlNode root) {
    YamlNode schema = root.members().get("schema");
    return schema == null || !schema.isScalar() ? null : schema.value();
  }

  private void root(YamlNode root) {
    Map<String, YamlNode> members =
        root.members(Set.of("schema", "parameters", "waivers", "remediation"));
    if (!root.isMapping()) {
      return;
    }
    if (!members.containsKey("schema")) {
      root.report("'schema' is missing; it is " + SCHEMA);
    } else if (!SCHEMA.equals(root.member("schema").value())) {
      root.member("schema").report("'schema' is " + SCHEMA);
    }
    if (members.containsKey("parameters")) {
      root.member("parameters").members().forEach(this::parameter);
    }
    if (members.containsKey("waivers")) {
      root.member("waivers").items().forEach(this::waiver);
    }
    if (members.containsKey("remediation")) {
      remediation(root.member("remediation"));
    }
  }

  private void remediation(YamlNode node) {
    Map<String, YamlNode> members = node.members(REMEDIATION);
    modes = new ModesReader(this::isControl).read(node, members);
    bounds = BoundsReader.read(members);
  }

  private void parameter(String name, YamlNode node) {
    Parameter parameter = catalogue.parameters().get(name);
    if (parameter == null) {
      node.report(
          "there is no parameter '"
              + name
              + "'; aks-guard controls show ID tells those of a control");
      return;
    }
    Object given = node.value();
    Optional<Object> value = given == null ? Optional.empty() : parameter.accept(given);
    if (value.isEmpty()) {
      node.report("'" + name + "' is " + GuardConfig.word(parameter.type()));
    } else {
      parameters.put(name, value.get());
    }
  }

  private void waiver(YamlNode node) {
    int before = problems.size();
    Map<String, YamlNode> members = node.members(Set.copyOf(WAIVER));
    List<String> missing = WAIVER.stream().filter(key -> !members.containsKey(key)).toList();
    if (node.isMapping() && !missing.isEmpty()) {
      node.report("the waiver lacks " + String.join(", ", missing));
    }
    Map<String, String> texts = new HashMap<>();
    for (String key : WAIVER) {
      if (members.containsKey(key)) {
        text(key, node.member(key)).ifPresent(text -> texts.put(key, text));
      }
    }
    String control = texts.getOrDefault("control", "");
    if (!control.isEmpty() && !isControl(control)) {
      node.member("control").report("there is no control '" + control + "'");
    }
    String id = texts.getOrDefault("id", "");
    if (!id.isEmpty() && !ids.add(id)) {
      node.member("id").report("there is already a waiver '" + id + "'");
    }
    Optional<LocalDate> expires =
        Optional.ofNullable(texts.get("expires")).flatMap(day -> date(day, node));
    if (problems.size() == before) {
      waivers.add(
          new Waiver(
              id,
              control,
              texts.getOrDefault("resource", ""),
              texts.getOrDefault("subject", ""),
              texts.getOrDefault("owner", ""),
              texts.getOrDefault("reason", ""),
              expires.orElseThrow()));
    }
  }

  /** A number or a null that YAML reads where a text belongs is a mistake, not a text. */
  private static Optional<String> text(String key, YamlNode node) {
    Object value = node.value();
    if (value != null && !(value instanceof String)) {
      node.report("'" + key + "' is a text: put it in quotes");
      return Optional.empty();
    }
    if (value == null || ((String) value).isBlank()) {
      node.report("'" + key + "' is empty");
      return Optional.empty();
    }
    return Optional.of((String) value);
  }

  private boolean isControl(String id) {
    return catalogue.controls().stream().anyMatch(known -> known.id().equals(id));
  }

  private static Optional<LocalDate> date(String day, YamlNode waiver) {
    if (DAY.matcher(day).matches()) {
      try {
        return Optional.of(LocalDate.parse(day));
      } catch (DateTimeException e) {
        // Such as the 30th of February: reported below.
      }
    }
    waiver.member("expires").report("'expires' is a day such as 2027-01-31");
    return Optional.empty();
  }
}
