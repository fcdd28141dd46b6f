package io.aksguard.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.JsonWriter;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What may be kept of a text that is no event: those members that an event is read from, up to the
 * place where the text can no longer be read.
 */
final class Remains {
  /** Together with all names of members they stay below 30,000 characters. */
  private static final int LONGEST = 600;

  private static final int MOST_READ = 1 << 20;
  private static final JsonFactory FACTORY = new JsonFactory();

  private final Map<String, Object> attributes = new TreeMap<>();
  private final Set<String> names = new HashSet<>();
  private final Map<String, String> facts = new TreeMap<>();

  private Remains() {}

  static String of(String text) {
    Remains remains = new Remains();
    try (JsonParser parser =
        FACTORY.createParser(text.substring(0, Math.min(text.length(), MOST_READ)))) {
      remains.read(parser);
    } catch (IOException e) {
      // What has been read until here is what remains; the reason is told by whoever refused it.
    }
    if (!remains.facts.isEmpty()) {
      remains.attributes.put("data", Facts.data(remains.facts));
    }
    return JsonWriter.text(remains.attributes);
  }

  private void read(JsonParser parser) throws IOException {
    Deque<String> path = new ArrayDeque<>();
    for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
      if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
        String name = parser.currentName();
        path.addLast(token == JsonToken.START_ARRAY ? "[]" : name == null ? "" : name);
      } else if (token == JsonToken.END_OBJECT || token == JsonToken.END_ARRAY) {
        path.pollLast();
      } else if (token == JsonToken.VALUE_STRING && path.size() <= 3) {
        keep(new ArrayList<>(path), parser.currentName(), parser.getText());
      }
    }
  }

  /**
   * @param path of the object; its first step is the outermost one, which has no name
   */
  private void keep(List<String> path, @Nullable String name, String text) {
    if (path.isEmpty() || name == null || text.length() > LONGEST) {
      return;
    }
    if (path.size() == 1) {
      // Once in any case: of seven letters there are 128 ways to write them.
      attribute(name, text)
          .filter(clean -> names.add(name.toLowerCase(Locale.ROOT)))
          .ifPresent(clean -> attributes.put(name, clean));
    } else if (path.get(1).equalsIgnoreCase("data")) {
      List<String> below = new ArrayList<>(path.subList(2, path.size()));
      below.add(name);
      String fact = Facts.at(below);
      if (fact != null) {
        Facts.clean(fact, text).ifPresent(clean -> facts.putIfAbsent(fact, clean));
      }
    }
  }

  private static Optional<String> attribute(String name, String text) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "id" -> Optional.of(Plain.id(text));
      case "source", "topic" -> Optional.of(Plain.source(text));
      case "subject" -> Plain.resource(text).map(ArmId::value);
      case "type", "eventtype" -> Plain.isType(text) ? Optional.of(text) : Optional.empty();
      case "time", "eventtime" -> Plain.time(text).map(time -> text);
      case "specversion" -> Plain.token(text);
      default -> Optional.empty();
    };
  }
}
