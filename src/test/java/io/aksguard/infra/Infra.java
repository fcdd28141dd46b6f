package io.aksguard.infra;

import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonReader;
import io.aksguard.infra.BicepFile.Declaration;
import io.aksguard.infra.BicepFile.Sort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The folder infra.
 *
 * @param texts all its files by name, as they were written
 * @param bicep those in Bicep, read
 */
record Infra(Map<String, String> texts, Map<String, BicepFile> bicep) {
  static final Path ROOT = Path.of(System.getProperty("aksguard.basedir", "."));

  /** One event subscription: who hears of what. */
  record Subscription(String symbol, String function, List<String> types, List<Value> filters) {}

  static Map<String, String> files() throws IOException {
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.list(ROOT.resolve("infra"))) {
      for (Path file : files.toList()) {
        texts.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return texts;
  }

  /**
   * @throws IllegalArgumentException for the first file that cannot be read
   */
  static Infra of(Map<String, String> texts) {
    Map<String, BicepFile> bicep = new TreeMap<>();
    texts.forEach(
        (name, text) -> {
          if (name.endsWith(".bicep")) {
            bicep.put(name, BicepReader.read(name, text));
          }
        });
    return new Infra(texts, bicep);
  }

  Stream<Declaration> made(String type) {
    return bicep.values().stream().flatMap(file -> file.made(type));
  }

  List<Subscription> subscriptions() {
    return file("events.bicep")
        .all(Sort.MODULE)
        .map(
            m ->
                new Subscription(
                    m.symbol(),
                    m.value().text("params", "functionName"),
                    m.value().texts("params", "eventTypes"),
                    m.value()
                        .at("params", "advancedFilters")
                        .map(
                            v -> v instanceof Value.Items items ? items.values() : List.<Value>of())
                        .orElse(List.of())))
        .toList();
  }

  /** The names of the app settings, in the order of their file. */
  List<String> settings() {
    return file("app.bicep")
        .made("Microsoft.Web/sites/config@")
        .filter(d -> d.value().text("name").equals("appsettings"))
        .flatMap(d -> d.value().at("properties").stream())
        .flatMap(v -> v instanceof Value.Members m ? m.values().keySet().stream() : Stream.of())
        .toList();
  }

  Set<String> tables() {
    return new TreeSet<>(variable("storage.bicep", "tables"));
  }

  /** The containers of the ledger account. */
  Set<String> containers() {
    Set<String> containers = new TreeSet<>(variable("storage.bicep", "containers"));
    containers.add(
        file("storage.bicep").find(Sort.RESOURCE, "anchors").orElseThrow().value().text("name"));
    return containers;
  }

  List<String> variable(String file, String symbol) {
    return file(file).find(Sort.VAR, symbol).stream()
        .flatMap(d -> d.value().texts().stream())
        .toList();
  }

  /** A JSON file's members, all of them texts. */
  Map<String, String> json(String name) {
    JsonObject object = JsonReader.object(text(name));
    Map<String, String> members = new TreeMap<>();
    object.keySet().forEach(key -> members.put(key, object.string(key).orElseThrow()));
    return members;
  }

  /** The actions of the role AKS Guard Auditor, with the reason of each. */
  Map<String, String> actions() {
    Map<String, String> actions = new TreeMap<>();
    JsonReader.object(text("auditor.json")).array("actions").orElseThrow().objects().stream()
        .forEach(
            one ->
                actions.put(
                    one.string("action").orElseThrow(), one.string("reason").orElseThrow()));
    return actions;
  }

  BicepFile file(String name) {
    BicepFile file = bicep.get(name);
    if (file == null) {
      throw new IllegalArgumentException("infra has no " + name);
    }
    return file;
  }

  String text(String name) {
    String text = texts.get(name);
    if (text == null) {
      throw new IllegalArgumentException("infra has no " + name);
    }
    return text;
  }

  /** The texts of infra with one change: {@code from} must be there. */
  static Map<String, String> changed(
      Map<String, String> texts, String file, String from, String to) {
    if (!texts.getOrDefault(file, "").contains(from)) {
      throw new IllegalStateException(file + " has no " + from);
    }
    Map<String, String> changed = new TreeMap<>(texts);
    changed.computeIfPresent(file, (name, text) -> text.replace(from, to));
    return changed;
  }
}
