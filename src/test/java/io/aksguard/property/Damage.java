package io.aksguard.property;

import io.aksguard.evidence.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Spoils texts and documents as accidents and attackers do. */
final class Damage {
  /** What no place in a document expects. */
  private static final List<Object> ODD =
      List.of(
          "",
          "yo",
          "null",
          "-1",
          "[concat(",
          "[parameters('x')]",
          "[[",
          "\u0000",
          "\u001b[31m",
          "é\ud800",
          "../../etc/passwd",
          "/subscriptions//",
          "/subscriptions/a/b/c/d/e/f/g",
          "*",
          "9999-99-99",
          "1".repeat(400),
          "x".repeat(20_000),
          0,
          -1,
          Long.MAX_VALUE,
          1e308,
          true,
          List.of(),
          Map.of(),
          List.of(List.of(List.of())),
          Map.of("properties", Map.of()));

  /** What is put into a text as it is. */
  private static final List<String> TOKENS =
      List.of(
          "{",
          "}",
          "[",
          "]",
          "[[[[[[[[",
          "\"",
          "'",
          ":",
          ",",
          "null",
          "1e999999999",
          "-0.0",
          "123456789012345678901234567890",
          "\\u0000",
          "\\ud800",
          "\u0000",
          "\uFEFF",
          "&a ",
          "*a",
          "!!python/object ",
          "<<: ",
          "---\n",
          "...\n",
          "|\n",
          ">-\n",
          "\t",
          "\r\n",
          "%",
          "@",
          "{".repeat(300),
          "[".repeat(3000),
          "- ".repeat(300),
          "? ".repeat(50),
          "#",
          "${x}",
          "`");

  private final Random random;

  Damage(Random random) {
    this.random = random;
  }

  /** A text with some bytes cut, turned, doubled or put in. */
  byte[] text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      bytes = once(bytes);
    }
    return bytes;
  }

  private byte[] once(byte[] bytes) {
    int from = random.nextInt(bytes.length + 1);
    int to = Math.min(bytes.length, from + 1 + random.nextInt(40));
    return switch (random.nextInt(6)) {
      case 0 -> slice(bytes, 0, from);
      case 1 -> joined(slice(bytes, 0, from), slice(bytes, to, bytes.length));
      case 2 -> joined(slice(bytes, 0, to), slice(bytes, from, bytes.length));
      case 3 -> {
        byte[] noise = new byte[to - from];
        random.nextBytes(noise);
        yield joined(slice(bytes, 0, from), noise, slice(bytes, to, bytes.length));
      }
      default ->
          joined(
              slice(bytes, 0, from),
              one(TOKENS).getBytes(StandardCharsets.UTF_8),
              slice(bytes, random.nextBoolean() ? from : to, bytes.length));
    };
  }

  /** A document with some of its values replaced, left out, doubled or moved into each other. */
  String document(Object document) {
    double share = random.nextBoolean() ? 0.01 : 0.1;
    Object spoilt =
        Json.rebuild(document, value -> random.nextDouble() < share ? odd(value) : value);
    return JsonWriter.text(spoilt);
  }

  private @Nullable Object odd(Object value) {
    return switch (random.nextInt(7)) {
      case 0 -> null;
      case 1 -> nested(value);
      case 2 -> List.of(value, value);
      case 3 -> value.toString();
      case 4 -> doubled(value);
      default -> one(ODD);
    };
  }

  private Object nested(Object value) {
    Object outer = value;
    for (int i = random.nextInt(120); i > 0; i--) {
      outer = random.nextBoolean() ? List.of(outer) : Map.of("properties", outer);
    }
    return outer;
  }

  private Object doubled(Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> twice = new LinkedHashMap<>(Json.object(map));
      map.forEach((key, member) -> twice.put(String.valueOf(key).toUpperCase(Locale.ROOT), "yo"));
      return twice;
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> many = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        many.addAll(list);
      }
      return many;
    }
    return value;
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private static byte[] slice(byte[] bytes, int from, int to) {
    return Arrays.copyOfRange(bytes, from, Math.max(from, to));
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
