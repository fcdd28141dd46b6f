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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Reads guard.yaml against a catalogue; src/main/resources/schemas/guard.v1.json describes it. */
public final class GuardFile {
  static final String SCHEMA = "aks-guard/config/v1";
  private static final Set<String> WAIVER =
      Set.of("id", "control", "resource", "subject", "owner", "reason", "expires");

  private final Catalogue catalogue;
  private final List<Problem> problems = new ArrayList<>();
  private final Map<String, Object> parameters = new TreeMap<>();
  private final List<Waiver> waivers = new ArrayList<>();
  private final Set<String> ids = new HashSet<>();

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
    return new GuardConfig(reading.parameters, reading.waivers);
  }

  private void root(YamlNode root) {
    Map<String, YamlNode> members = root.members(Set.of("schema", "parameters", "waivers"));
    if (!members.containsKey("schema") || !root.member("schema").text().equals(SCHEMA)) {
      root.member("schema").report("'schema' must be " + SCHEMA);
    }
    if (members.containsKey("parameters")) {
      root.member("parameters").members().forEach(this::parameter);
    }
    if (members.containsKey("waivers")) {
      root.member("waivers").items().forEach(this::waiver);
    }
  }

  private void parameter(String name, YamlNode node) {
    Parameter parameter = catalogue.parameters().get(name);
    if (parameter == null) {
      node.report("there is no parameter '" + name + "'; aks-guard controls docs lists them");
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
    Map<String, YamlNode> members = node.members(WAIVER);
    for (String key : WAIVER.stream().sorted().toList()) {
      if (!members.containsKey(key) || node.member(key).text().isBlank()) {
        node.report("a waiver has '" + key + "'");
      }
    }
    if (problems.size() > before) {
      return;
    }
    String control = node.member("control").text();
    if (catalogue.controls().stream().noneMatch(known -> known.id().equals(control))) {
      node.member("control").report("there is no control '" + control + "'");
    }
    String id = node.member("id").text();
    if (!ids.add(id)) {
      node.member("id").report("there is already a waiver '" + id + "'");
    }
    Optional<LocalDate> expires = date(node.member("expires"));
    if (problems.size() == before) {
      waivers.add(
          new Waiver(
              id,
              control,
              node.member("resource").text(),
              node.member("subject").text(),
              node.member("owner").text(),
              node.member("reason").text(),
              expires.orElseThrow()));
    }
  }

  private static Optional<LocalDate> date(YamlNode node) {
    try {
      return Optional.of(LocalDate.parse(node.text()));
    } catch (DateTimeException e) {
      node.report("'expires' is a day such as 2027-01-31");
      return Optional.empty();
    }
  }
}
