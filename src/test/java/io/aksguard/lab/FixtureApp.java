package io.aksguard.lab;

import io.aksguard.evidence.JsonWriter;
import io.aksguard.lab.fixture.Doors;
import io.aksguard.lab.fixture.FixtureInjector;
import io.aksguard.lab.fixture.Flows;
import io.aksguard.lab.fixture.Tape;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Packages the fixture's functions as the Functions plugin does. */
final class FixtureApp {
  private static final Map<String, Map<String, Object>> SETTINGS =
      Map.of(
          "tick", Map.of("schedule", "%TICK%"),
          "start",
              Map.of("route", "start/{name}", "authLevel", "ANONYMOUS", "methods", List.of("POST")),
          "open", Map.of("authLevel", "ANONYMOUS"),
          "who", Map.of("authLevel", "ANONYMOUS"),
          "secret", Map.of("authLevel", "FUNCTION"));

  private static final Pattern NEEDED =
      Pattern.compile(
          "(durabletask|grpc|protobuf-java|jackson|guava|failureaccess|perfmark"
              + "|azure-functions-java-library).*\\.jar");

  private final Path folder;
  private final Map<String, String> settings = new ConcurrentHashMap<>();
  private volatile Clock clock = Clock.systemUTC();
  private final FunctionApp loaded;

  private FixtureApp(Path folder) throws IOException {
    this.folder = folder;
    this.loaded = new FunctionApp(folder, settings, new CurrentClock());
  }

  /** Packaged below {@code base}, and loaded once for all hosts of a test class. */
  static FixtureApp in(Path base) throws IOException {
    return new FixtureApp(pack(base));
  }

  Path folder() {
    return folder;
  }

  /** The app, which from now on has these settings and this time. */
  FunctionApp with(Map<String, String> newSettings, Clock newClock) {
    settings.putAll(newSettings);
    clock = newClock;
    return loaded;
  }

  private final class CurrentClock extends Clock {
    @Override
    public Instant instant() {
      return clock.instant();
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }
  }

  /** The folder, made below {@code base}. */
  static Path pack(Path base) throws IOException {
    Path app = Files.createDirectories(base.resolve("app"));
    Path lib = Files.createDirectories(app.resolve("lib"));
    Files.writeString(
        app.resolve("host.json"),
        """
        {"version": "2.0", "extensions": {"durableTask": {"hubName": "FixtureHub",
         "maxConcurrentActivityFunctions": 4, "maxConcurrentOrchestratorFunctions": 2}}}
        """);
    jar(app.resolve("fixture.jar"));
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path jar = Path.of(entry);
      if (NEEDED.matcher(jar.getFileName().toString()).matches()) {
        Files.copy(jar, lib.resolve(jar.getFileName()));
      }
    }
    for (Class<?> type : List.of(Doors.class, Flows.class)) {
      for (Method method : type.getDeclaredMethods()) {
        if (!method.isSynthetic()) {
          function(app, type, method);
        }
      }
    }
    return app;
  }

  private static void function(Path app, Class<?> type, Method method) throws IOException {
    List<Map<String, Object>> bindings = new ArrayList<>();
    for (Annotation[] annotations : method.getParameterAnnotations()) {
      for (Annotation annotation : annotations) {
        String kind = kind(annotation.annotationType().getSimpleName());
        if (!kind.isEmpty()) {
          Map<String, Object> binding = new HashMap<>();
          binding.put("type", kind);
          binding.put("direction", "in");
          binding.put("name", name(annotation));
          if (kind.endsWith("Trigger")) {
            binding.putAll(SETTINGS.getOrDefault(method.getName(), Map.of()));
          }
          bindings.add(binding);
        }
      }
    }
    Path folder = Files.createDirectories(app.resolve(method.getName()));
    Files.writeString(
        folder.resolve("function.json"),
        JsonWriter.text(
            Map.of(
                "scriptFile",
                "../fixture.jar",
                "entryPoint",
                type.getName() + "." + method.getName(),
                "bindings",
                bindings)));
  }

  private static String kind(String annotation) {
    return switch (annotation) {
      case "EventGridTrigger" -> "eventGridTrigger";
      case "TimerTrigger" -> "timerTrigger";
      case "HttpTrigger" -> "httpTrigger";
      case "DurableOrchestrationTrigger" -> "orchestrationTrigger";
      case "DurableActivityTrigger" -> "activityTrigger";
      case "DurableClientInput" -> "durableClient";
      default -> "";
    };
  }

  private static String name(Annotation annotation) {
    try {
      return (String) annotation.annotationType().getMethod("name").invoke(annotation);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(annotation + " has no name", e);
    }
  }

  private static void jar(Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        JarOutputStream jar = new JarOutputStream(out)) {
      for (Class<?> type : List.of(Doors.class, Flows.class, Tape.class, FixtureInjector.class)) {
        String name = type.getName().replace('.', '/') + ".class";
        jar.putNextEntry(new JarEntry(name));
        try (InputStream in = type.getClassLoader().getResourceAsStream(name)) {
          jar.write(in.readAllBytes());
        }
      }
      jar.putNextEntry(
          new JarEntry(
              "META-INF/services/com.microsoft.azure.functions.spi.inject.FunctionInstanceInjector"));
      jar.write(FixtureInjector.class.getName().getBytes(StandardCharsets.UTF_8));
    }
  }

  /** The lines of a tape without their times. */
  static List<String> lines(Path tape) throws IOException {
    if (!Files.exists(tape)) {
      return List.of();
    }
    try (Stream<String> lines = Files.lines(tape)) {
      return lines.map(line -> line.substring(line.indexOf(' ') + 1)).toList();
    }
  }

  /** Waits for so many lines that begin so; a test that never sees them fails after a minute. */
  static void awaitLines(Path tape, String prefix, int count) throws Exception {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (lines(tape).stream().filter(line -> line.startsWith(prefix)).count() < count) {
      if (System.nanoTime() > end) {
        throw new AssertionError("no " + count + " lines " + prefix + " in " + lines(tape));
      }
      Thread.onSpinWait();
    }
  }
}
