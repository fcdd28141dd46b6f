package io.aksguard.lab;

import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonReader;
import io.aksguard.lab.tenant.UnusableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One {@code function.json}.
 *
 * @param name the function's name, which is its folder's
 * @param scriptFile the jar
 * @param entryPoint class and method
 * @param bindings in their order
 */
public record FunctionFile(
    String name, Path scriptFile, String entryPoint, List<Binding> bindings) {

  private static final String FILE = "function.json";
  private static final String USUAL = "target/azure-functions/aks-guard";

  /**
   * @param settings the members that only some types have, such as a timer's schedule
   */
  public record Binding(String name, String type, String direction, Map<String, Object> settings) {
    static Binding of(JsonObject json) {
      Map<String, Object> settings = new TreeMap<>(json);
      return new Binding(
          String.valueOf(settings.remove("name")),
          String.valueOf(settings.remove("type")),
          String.valueOf(settings.remove("direction")),
          settings);
    }
  }

  /**
   * All functions of a packaged app, by name.
   *
   * @throws UnusableException when the folder holds none
   */
  public static Map<String, FunctionFile> all(Path app) throws IOException {
    if (!Files.isRegularFile(app.resolve("host.json")) || !Files.isDirectory(app.resolve("lib"))) {
      throw new UnusableException(
          app + " is no packaged Function App; mvn -DskipTests package makes one in " + USUAL);
    }
    List<Path> folders;
    try (Stream<Path> children = Files.list(app.toAbsolutePath())) {
      folders = children.filter(child -> Files.exists(child.resolve(FILE))).toList();
    }
    Map<String, FunctionFile> functions = new TreeMap<>();
    for (Path folder : folders) {
      FunctionFile function = read(folder);
      functions.put(function.name(), function);
    }
    return functions;
  }

  private static FunctionFile read(Path folder) throws UnusableException {
    try {
      return parse(folder);
    } catch (IOException | RuntimeException e) {
      throw UnusableException.damaged(folder.resolve(FILE), e);
    }
  }

  private static FunctionFile parse(Path folder) throws IOException {
    JsonObject json = JsonReader.object(Files.readString(folder.resolve(FILE)));
    List<Binding> bindings = new ArrayList<>();
    json.array("bindings")
        .orElse(JsonArray.empty())
        .objects()
        .forEach(binding -> bindings.add(Binding.of(binding)));
    return new FunctionFile(
        String.valueOf(folder.getFileName()),
        folder.resolve(json.string("scriptFile").orElseThrow()).normalize(),
        json.string("entryPoint").orElseThrow(),
        bindings);
  }

  /** What sets it off. */
  Optional<Binding> trigger() {
    return bindings.stream().filter(each -> each.type().endsWith("Trigger")).findFirst();
  }

  boolean isTriggeredBy(String type) {
    return trigger().filter(each -> each.type().equals(type)).isPresent();
  }

  String className() {
    return entryPoint.substring(0, entryPoint.lastIndexOf('.'));
  }

  String methodName() {
    return entryPoint.substring(entryPoint.lastIndexOf('.') + 1);
  }
}
