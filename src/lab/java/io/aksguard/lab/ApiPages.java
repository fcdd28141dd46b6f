package io.aksguard.lab;

import io.aksguard.evidence.JsonArray;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The app's own HTTP functions, below {@code /api}. */
final class ApiPages {
  private final Functions functions;
  private final Keys keys;
  private final List<Route> routes;

  /** A function's route; parts in braces stand for any text, a starred one for the rest. */
  private record Route(FunctionFile function, List<String> parts) {
    static Route of(FunctionFile function) {
      Object route = function.trigger().orElseThrow().settings().getOrDefault("route", "");
      String text = route.toString().isEmpty() ? function.name() : route.toString();
      return new Route(function, List.of(text.split("/")));
    }

    long wildcards() {
      return parts.stream().filter(part -> part.startsWith("{")).count();
    }

    /**
     * The values of the parts in braces, with their names so written; empty where it is another.
     */
    Optional<Map<String, String>> match(List<String> path) {
      Map<String, String> values = new TreeMap<>();
      int at = 0;
      for (String part : parts) {
        if (part.startsWith("{*")) {
          values.put(
              "{" + name(part.substring(2)) + "}", String.join("/", path.subList(at, path.size())));
          return Optional.of(values);
        }
        if (at >= path.size()) {
          if (part.endsWith("?}")) {
            continue;
          }
          return Optional.empty();
        }
        String found = path.get(at++);
        if (part.startsWith("{")) {
          values.put("{" + name(part.substring(1)) + "}", found);
        } else if (!part.equalsIgnoreCase(found)) {
          return Optional.empty();
        }
      }
      return at == path.size() ? Optional.of(values) : Optional.empty();
    }

    /** Without constraint and question mark. */
    private static String name(String part) {
      return part.split("[:=?}]", 2)[0];
    }

    boolean takes(String method) {
      Object methods = function.trigger().orElseThrow().settings().get("methods");
      return !(methods instanceof JsonArray array)
          || array.known().isEmpty()
          || array.known().stream().anyMatch(each -> each.toString().equalsIgnoreCase(method));
    }
  }

  ApiPages(Functions functions, Keys keys) {
    this.functions = functions;
    this.keys = keys;
    this.routes =
        functions.triggeredBy("httpTrigger").stream()
            .map(Route::of)
            .sorted(Comparator.comparing(Route::wildcards))
            .toList();
  }

  /**
   * @param path the parts behind {@code /api}
   */
  HttpAnswer answer(HttpRequest request, List<String> path) {
    for (Route route : routes) {
      Optional<Map<String, String>> values = route.match(path);
      if (values.isPresent() && route.takes(request.method())) {
        return isOpen(route.function(), request)
            ? run(route.function(), request, values.get())
            : Door.empty(401);
      }
    }
    return Door.empty(404);
  }

  private boolean isOpen(FunctionFile function, HttpRequest request) {
    Object level =
        function.trigger().orElseThrow().settings().getOrDefault("authLevel", "function");
    return switch (level.toString().toLowerCase(Locale.ROOT)) {
      case "anonymous" -> true;
      case "function" -> keys.open(request, keys.function());
      default -> keys.open(request, keys.master());
    };
  }

  private HttpAnswer run(FunctionFile function, HttpRequest request, Map<String, String> values) {
    try {
      Invocation done = functions.run(function, request, values);
      String text = done.returned();
      return done.http().orElseGet(() -> text == null ? Door.empty(204) : Door.answer(200, text));
    } catch (Exception e) {
      return Door.empty(500);
    }
  }
}
