package io.aksguard.control;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonParser;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonReader;
import io.aksguard.evidence.JsonWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The built catalogue as one JSON file with every expression's checked AST: reading it takes a
 * fraction of the time that YAML and the CEL compiler need (src/docs/performance.md).
 */
final class CatalogueFile {
  private CatalogueFile() {}

  static void write(Path target, Catalogue catalogue, Map<String, String> checked)
      throws IOException {
    Map<String, Object> file = new LinkedHashMap<>();
    file.put("controls", catalogue.controls().stream().map(CatalogueFile::plain).toList());
    file.put("tables", catalogue.tables());
    Map<String, Object> parameters = new TreeMap<>();
    catalogue
        .parameters()
        .forEach(
            (name, p) ->
                parameters.put(
                    name,
                    // Sorted: the order of Map.of is another in each process, and so would the jar
                    // be.
                    new TreeMap<>(
                        Map.of(
                            "type", p.type().name(),
                            "default", p.fallback(),
                            "description", p.description()))));
    file.put("parameters", parameters);
    Map<String, Object> frameworks = new TreeMap<>();
    catalogue.frameworks().forEach((id, f) -> frameworks.put(id, List.of(f.title(), f.source())));
    file.put("frameworks", frameworks);
    Map<String, Object> practices = new TreeMap<>();
    catalogue
        .practices()
        .forEach((id, p) -> practices.put(id, List.of(p.seed(), p.today(), p.retired())));
    file.put("practices", practices);
    file.put("checked", new TreeMap<>(checked));
    Path parent = target.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Files.writeString(target, JsonWriter.text(file));
  }

  /** The tables alone, for the join of evidence, which knows no controls. */
  static void writeTables(Path target, Catalogue catalogue) throws IOException {
    Files.writeString(target, JsonWriter.text(catalogue.tables()));
  }

  static Catalogue read(InputStream in) throws IOException {
    JsonObject file;
    try (JsonParser parser = JsonReader.parser(in)) {
      parser.nextToken();
      file = (JsonObject) requireNonNull(JsonReader.read(parser));
    }
    Map<String, String> checked = new LinkedHashMap<>();
    object(file, "checked").entries().forEach(e -> checked.put(e.getKey(), (String) e.getValue()));
    ControlCompiler compiler = new ControlCompiler(new Expressions(), checked);
    List<Control> controls = new ArrayList<>();
    for (JsonObject control : list(file, "controls")) {
      controls.add(compiler.control(definition(control), text(control, "version")));
    }
    Map<String, Parameter> parameters = new LinkedHashMap<>();
    object(file, "parameters")
        .entries()
        .forEach(e -> parameters.put(e.getKey(), parameter(e.getKey(), (JsonObject) e.getValue())));
    Map<String, Framework> frameworks = new LinkedHashMap<>();
    object(file, "frameworks")
        .entries()
        .forEach(
            e -> {
              List<Object> f = ((JsonArray) e.getValue()).known();
              frameworks.put(
                  e.getKey(), new Framework(e.getKey(), (String) f.get(0), (String) f.get(1)));
            });
    Map<String, Practice> practices = new LinkedHashMap<>();
    object(file, "practices")
        .entries()
        .forEach(
            e -> {
              List<Object> p = ((JsonArray) e.getValue()).known();
              practices.put(
                  e.getKey(),
                  new Practice(
                      e.getKey(), (String) p.get(0), (String) p.get(1), (Boolean) p.get(2)));
            });
    return new Catalogue(controls, object(file, "tables"), parameters, frameworks, practices);
  }

  private static Map<String, Object> plain(Control control) {
    Definition d = control.definition();
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("id", d.id());
    plain.put("version", control.version());
    plain.put("title", d.title());
    plain.put("practice", d.practice());
    plain.put("severity", d.severity().word());
    plain.put("why", d.why());
    plain.put("sources", d.sources().stream().map(s -> List.of(s.name(), s.ref())).toList());
    plain.put("peers", d.peers());
    plain.put("frameworks", d.frameworks());
    plain.put("sections", d.sections());
    plain.put("applies", d.applies());
    plain.put("forEach", d.forEach());
    plain.put("as", d.as());
    plain.put("where", d.where());
    plain.put("subject", d.subject());
    plain.put("expect", d.expect());
    plain.put("seen", d.seen());
    plain.put("message", d.message());
    plain.put("sensitive", d.sensitive());
    plain.put("remedy", RemedyJson.plain(d.remedy()));
    return plain;
  }

  private static Definition definition(JsonObject d) {
    Map<String, List<String>> frameworks = new LinkedHashMap<>();
    object(d, "frameworks")
        .entries()
        .forEach(e -> frameworks.put(e.getKey(), texts((JsonArray) e.getValue())));
    return new Definition(
        text(d, "id"),
        text(d, "title"),
        text(d, "practice"),
        Severity.of(text(d, "severity")).orElseThrow(),
        text(d, "why"),
        d.array("sources").orElseThrow().known().stream()
            .map(s -> texts((JsonArray) s))
            .map(s -> new Source(s.get(0), s.get(1)))
            .toList(),
        texts(d.array("peers").orElseThrow()),
        frameworks,
        texts(d.array("sections").orElseThrow()),
        text(d, "applies"),
        text(d, "forEach"),
        text(d, "as"),
        text(d, "where"),
        text(d, "subject"),
        text(d, "expect"),
        text(d, "seen"),
        text(d, "message"),
        Boolean.TRUE.equals(d.raw("sensitive")),
        RemedyJson.read(object(d, "remedy")));
  }

  private static Parameter parameter(String name, JsonObject p) {
    Parameter.Type type = Parameter.Type.valueOf(text(p, "type").toUpperCase(Locale.ROOT));
    return new Parameter(name, type, requireNonNull(p.raw("default")), text(p, "description"));
  }

  private static String text(JsonObject object, String key) {
    return object.string(key).orElseThrow();
  }

  private static JsonObject object(JsonObject object, String key) {
    return object.object(key).orElseThrow();
  }

  private static List<JsonObject> list(JsonObject object, String key) {
    return object.array(key).orElseThrow().objects();
  }

  private static List<String> texts(JsonArray array) {
    return array.known().stream().map(String.class::cast).toList();
  }
}
