package io.aksguard.control;

import com.fasterxml.jackson.core.JsonParser;
import dev.cel.common.values.NullValue;
import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.Gap;
import io.aksguard.evidence.GapException;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions over values of any kind. */
final class Values {
  private Values() {}

  /**
   * The verdict is UNKNOWN for this reason: what an author calls where evidence does not suffice.
   */
  static boolean unknown(String reason) {
    throw new GapException(new Gap(reason));
  }

  static GapException not(String what, @Nullable Object seen) {
    return new GapException(new Gap("expected " + what + ", found " + Shown.of(seen)));
  }

  static String text(Object value) {
    if (value instanceof String text) {
      return text;
    }
    throw not("a text", value);
  }

  /** True for true and for the string "true" in any case: add-on settings are strings. */
  static boolean isTrue(Object value) {
    if (value instanceof Boolean flag) {
      return flag;
    }
    if (value instanceof String text) {
      if (text.equalsIgnoreCase("true")) {
        return true;
      }
      if (text.equalsIgnoreCase("false") || text.isEmpty()) {
        return false;
      }
    }
    if (value instanceof NullValue) {
      return false;
    }
    throw not("true or false", value);
  }

  /** Equal texts without regard to case, as ARM compares its enumerations. */
  static boolean same(Object left, Object right) {
    return text(left).equalsIgnoreCase(text(right));
  }

  /** Whether a list has an equal text without regard to case. */
  static boolean oneOf(Object value, Object list) {
    if (!(list instanceof List<?> texts)) {
      throw not("a list", list);
    }
    String wanted = text(value);
    for (Object text : texts) {
      if (text instanceof String one && one.equalsIgnoreCase(wanted)) {
        return true;
      }
    }
    return false;
  }

  /** The elements of both lists; a list known in part where one of them is. */
  static JsonArray joined(Object first, Object second) {
    List<Object> all = new ArrayList<>();
    for (Object each : List.of(first, second)) {
      if (each instanceof JsonArray array) {
        all.addAll(array.known());
        array.rest().ifPresent(all::add);
      } else if (each instanceof List<?> list) {
        all.addAll(list);
      } else {
        throw not("a list", each);
      }
    }
    return JsonArray.of(all);
  }

  /**
   * Whether one of the patterns is the text; a {@code *} in a pattern stands for any characters.
   * With regard to case, as Kubernetes compares names.
   */
  static boolean matchesAny(Object value, Object patterns) {
    if (!(patterns instanceof List<?> texts)) {
      throw not("a list", patterns);
    }
    String text = text(value);
    for (Object pattern : texts) {
      if (pattern instanceof String one && matches(one, text)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(String pattern, String text) {
    int star = pattern.indexOf('*');
    if (star < 0) {
      return pattern.equals(text);
    }
    if (!text.startsWith(pattern.substring(0, star))) {
      return false;
    }
    String[] parts = pattern.substring(star).split("\\*+", -1);
    int at = star;
    for (int i = 1; i < parts.length - 1; i++) {
      int found = text.indexOf(parts[i], at);
      if (found < 0) {
        return false;
      }
      at = found + parts[i].length();
    }
    String last = parts[parts.length - 1];
    return text.length() - at >= last.length() && text.endsWith(last);
  }

  /**
   * The value of a text that holds JSON, as some Defender fields do; other values stay as they are.
   */
  static Object parseJson(Object value) {
    if (!(value instanceof String text)) {
      return value;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try (JsonParser parser = JsonReader.parser(new ByteArrayInputStream(bytes))) {
      parser.nextToken();
      Object parsed = JsonReader.read(parser);
      return parsed == null ? NullValue.NULL_VALUE : parsed;
    } catch (IOException e) {
      throw not("JSON", value);
    }
  }

  /** Whether what is set at {@code scope} reaches {@code id}. */
  static boolean armCovers(Object scope, Object id) {
    String at = text(scope);
    return at.equals("/") || armId(at).covers(armId(text(id)));
  }

  /** The last segment of an ARM id. */
  static String armName(Object id) {
    return armId(text(id)).name();
  }

  private static ArmId armId(String text) {
    return ArmId.parse(text).orElseThrow(() -> not("an ARM resource id", text));
  }
}
