package io.aksguard.control;

import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonValue;
import io.aksguard.yaml.Problem;
import io.aksguard.yaml.YamlFile;
import io.aksguard.yaml.YamlNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Reads a folder of controls: {@code **}{@code /<id>/control.yaml}, {@code tables/*.yaml}, {@code
 * parameters/*.yaml}, {@code frameworks.yaml} and {@code practices.yaml}. Every mistake is
 * reported; with one, nothing loads.
 */
public final class CatalogueFolder {
  private final Map<String, Text> texts;
  private final List<Problem> problems = new ArrayList<>();
  private final Map<String, ControlFile> files = new TreeMap<>();
  private final Map<String, Object> tables = new TreeMap<>();
  private final Map<String, Parameter> parameters = new TreeMap<>();
  private final Map<String, Framework> frameworks = new TreeMap<>();
  private final Map<String, Practice> practices = new TreeMap<>();
  private final ControlCompiler compiler;
  private final List<Control> controls = new ArrayList<>();

  /** The text of a file; empty after a problem was reported. */
  private interface Text {
    Optional<String> read(List<Problem> problems) throws IOException;
  }

  private CatalogueFolder(Map<String, Text> texts, Catalogue base) {
    this.texts = texts;
    this.compiler = new ControlCompiler(new Expressions(), Map.of());
    base.tables().entries().forEach(entry -> tables.put(entry.getKey(), entry.getValue()));
    parameters.putAll(base.parameters());
    frameworks.putAll(base.frameworks());
    practices.putAll(base.practices());
    controls.addAll(base.controls());
  }

  /** A folder that stands by itself, as src/controls does. */
  public static Catalogue load(Path folder) throws IOException, AuthorException {
    return load(folder, Catalogue.EMPTY);
  }

  /**
   * {@code base} and the folder's controls; they may use the base's tables and parameters.
   *
   * @throws AuthorException with all mistakes
   */
  public static Catalogue load(Path folder, Catalogue base) throws IOException, AuthorException {
    return new CatalogueFolder(texts(folder), base).catalogue();
  }

  /**
   * As {@link #load(Path, Catalogue)}, of files that are kept elsewhere.
   *
   * @param files their texts by path, divided by slashes
   */
  public static Catalogue load(Map<String, String> files, Catalogue base) throws AuthorException {
    Map<String, Text> texts = new TreeMap<>();
    files.forEach((path, text) -> texts.put(path, problems -> Optional.of(text)));
    try {
      return new CatalogueFolder(texts, base).catalogue();
    } catch (IOException e) {
      throw new IllegalStateException("nothing is read from files", e);
    }
  }

  /** As {@link #load(Path)}, for the build: the catalogue's file with checked ASTs. */
  static void compile(Path folder, Path target) throws IOException, AuthorException {
    CatalogueFolder reading = new CatalogueFolder(texts(folder), Catalogue.EMPTY);
    Catalogue catalogue = reading.catalogue();
    CatalogueFile.write(target, catalogue, reading.compiler.checked());
    CatalogueFile.writeTables(target.resolveSibling("tables.json"), catalogue);
  }

  private static Map<String, Text> texts(Path folder) throws IOException, AuthorException {
    if (!Files.isDirectory(folder)) {
      throw new AuthorException(
          List.of(new Problem(folder.toString(), 1, 1, "not a folder of controls")));
    }
    Map<String, Text> texts = new LinkedHashMap<>();
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.filter(Files::isRegularFile).sorted().toList()) {
        String label = folder.relativize(path).toString().replace('\\', '/');
        texts.put(label, problems -> YamlFile.text(label, path, problems));
      }
    }
    return texts;
  }

  private Catalogue catalogue() throws IOException, AuthorException {
    for (Map.Entry<String, Text> file : texts.entrySet()) {
      read(file.getKey(), file.getValue());
    }
    JsonObject allTables = JsonObject.of(tables);
    for (ControlFile file : files.values()) {
      Definition d = file.definition();
      String version = Digest.version(d, allTables, parameters);
      controls.add(compiler.control(d, version, file.members()));
    }
    new Lint(tables.keySet(), parameters.keySet(), frameworks.keySet(), practices.keySet())
        .check(files.values());
    files.values().forEach(this::checkEntailed);
    if (!problems.isEmpty()) {
      throw new AuthorException(problems);
    }
    controls.sort(Comparator.comparing(Control::id));
    return new Catalogue(controls, allTables, parameters, frameworks, practices);
  }

  private void checkEntailed(ControlFile file) {
    for (String id : file.definition().remedy().entails()) {
      if (controls.stream().noneMatch(control -> control.id().equals(id))) {
        file.at("remedy").report("'entails': there is no control '" + id + "'");
      }
    }
  }

  private void read(String label, Text text) throws IOException {
    String[] names = label.split("/", -1);
    String name = names[names.length - 1];
    String within = names.length < 2 ? "" : names[names.length - 2];
    if (name.equals("control.yaml")) {
      text.read(problems)
          .flatMap(read -> ControlFile.read(label, within, read, problems))
          .ifPresent(this::add);
    } else if (within.equals("tables") && name.endsWith(".yaml")) {
      root(label, text)
          .ifPresent(node -> addTable(name.substring(0, name.length() - ".yaml".length()), node));
    } else if (within.equals("parameters") && name.endsWith(".yaml")) {
      root(label, text).ifPresent(node -> node.members().forEach(this::addParameter));
    } else if (name.equals("practices.yaml")) {
      root(label, text).ifPresent(node -> node.members().forEach(this::addPractice));
    } else if (name.equals("frameworks.yaml")) {
      root(label, text).ifPresent(node -> node.members().forEach(this::addFramework));
    }
  }

  private Optional<YamlNode> root(String label, Text text) throws IOException {
    return text.read(problems).flatMap(read -> YamlFile.parse(label, read, problems));
  }

  private void add(ControlFile file) {
    String id = file.definition().id();
    boolean known = controls.stream().anyMatch(control -> control.id().equals(id));
    if (known || files.put(id, file) != null) {
      file.at("id").report("there is already a control '" + id + "'");
    }
  }

  /** A table of the base stays as it is: built-in controls were versioned with it. */
  private void addTable(String name, YamlNode node) {
    if (tables.putIfAbsent(name, JsonValue.of(node.value())) != null) {
      node.report("there is already a table '" + name + "'");
    }
  }

  private void addParameter(String name, YamlNode node) {
    Map<String, YamlNode> members = node.members(Set.of("type", "default", "description"));
    for (String key : List.of("type", "default", "description")) {
      if (!members.containsKey(key)) {
        node.report("'" + key + "' is missing");
        return;
      }
    }
    Parameter.Type type;
    try {
      type = Parameter.Type.valueOf(node.member("type").text().toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      node.member("type").report("type is one of integer, boolean, string, list");
      return;
    }
    Parameter shape = new Parameter(name, type, "", node.member("description").text().strip());
    Object given = node.member("default").value();
    if (given == null || shape.accept(given).isEmpty()) {
      node.member("default").report("the default is no " + node.member("type").text());
      return;
    }
    Parameter parameter =
        new Parameter(name, type, shape.accept(given).orElseThrow(), shape.description());
    if (parameters.putIfAbsent(name, parameter) != null) {
      node.report("there is already a parameter '" + name + "'");
    }
  }

  private void addFramework(String id, YamlNode node) {
    Map<String, YamlNode> members = node.members(Set.of("title", "source"));
    if (members.size() < 2) {
      node.report("a framework has 'title' and 'source'");
      return;
    }
    Framework framework =
        new Framework(id, node.member("title").text(), node.member("source").text().strip());
    if (frameworks.putIfAbsent(id, framework) != null) {
      node.report("there is already a framework '" + id + "'");
    }
  }

  private void addPractice(String id, YamlNode node) {
    Map<String, YamlNode> members = node.members(Set.of("seed", "today", "retired"));
    if (!members.containsKey("seed") || !members.containsKey("today")) {
      node.report("a practice has 'seed' and 'today'");
      return;
    }
    boolean retired =
        members.containsKey("retired") && node.member("retired").text().equals("true");
    Practice practice =
        new Practice(id, node.member("seed").text(), node.member("today").text(), retired);
    if (practices.putIfAbsent(id, practice) != null) {
      node.report("there is already a practice '" + id + "'");
    }
  }
}
