package io.aksguard.infra;

import com.microsoft.azure.functions.annotation.EventGridTrigger;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.TimerTrigger;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the code names that infra has to name too.
 *
 * @param eventFunctions the functions with an Event Grid trigger
 * @param settings the app settings that the code reads in Azure
 */
record Code(Set<String> eventFunctions, Set<String> settings) {
  /** Read on a laptop and in the lab, where there is neither Azure nor its identity. */
  private static final Set<String> LOCAL =
      Set.of(
          "AKS_GUARD_SNAPSHOT", "AZURE_TENANT_ID", "AZURE_CLIENT_SECRET", "AZURE_AUTHORITY_HOST");

  private static final Pattern SETTING = Pattern.compile("\"((?:AKS_GUARD|AZURE)_[A-Z_]+)\"");

  static Code read() throws IOException, ClassNotFoundException {
    List<Method> functions = functions();
    Set<String> settings = new TreeSet<>();
    for (String layer : List.of("app", "function")) {
      try (Stream<Path> files =
          Files.walk(Infra.ROOT.resolve("src/main/java/io/aksguard").resolve(layer))) {
        for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
          SETTING.matcher(Files.readString(file)).results().forEach(r -> settings.add(r.group(1)));
        }
      }
    }
    parameters(functions, TimerTrigger.class)
        .map(TimerTrigger::schedule)
        .filter(schedule -> schedule.startsWith("%"))
        .forEach(schedule -> settings.add(schedule.replace("%", "")));
    settings.removeAll(LOCAL);
    return new Code(
        functions.stream()
            .filter(f -> parameters(List.of(f), EventGridTrigger.class).findAny().isPresent())
            .map(f -> f.getAnnotation(FunctionName.class).value())
            .collect(Collectors.toSet()),
        settings);
  }

  /** The names that {@code AzureStore} gives to its tables, or to its containers. */
  static Set<String> stored(String kind) throws IOException {
    Path store = Infra.ROOT.resolve("src/main/java/io/aksguard/adapter/table/AzureStore.java");
    return Pattern.compile("clients\\." + kind + "\\(\"(\\w+)\"\\)")
        .matcher(Files.readString(store))
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toSet());
  }

  private static List<Method> functions() throws IOException, ClassNotFoundException {
    Path classes = Infra.ROOT.resolve("target/classes");
    List<Method> functions = new java.util.ArrayList<>();
    try (Stream<Path> files = Files.walk(classes.resolve("io/aksguard/function"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
        String name = classes.relativize(file).toString().replace(".class", "");
        Class<?> type = Class.forName(name.replaceAll("[/\\\\]", "."), false, loader());
        Stream.of(type.getDeclaredMethods())
            .filter(method -> method.isAnnotationPresent(FunctionName.class))
            .forEach(functions::add);
      }
    }
    return functions;
  }

  private static ClassLoader loader() {
    return Code.class.getClassLoader();
  }

  private static <A extends Annotation> Stream<A> parameters(
      List<Method> functions, Class<A> type) {
    return functions.stream()
        .flatMap(function -> Stream.of(function.getParameters()))
        .map((Function<Parameter, A>) parameter -> parameter.getAnnotation(type))
        .filter(annotation -> annotation != null);
  }
}
