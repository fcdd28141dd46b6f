package io.aksguard.control;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.cel.common.values.NullValue;
import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value as text for messages: JSON, cut where it is long; {@code absent} where there is none. */
public final class Shown {
  private static final int LONGEST = 200;

  private Shown() {}

  public static String of(@Nullable Object value) {
    StringBuilder text = new StringBuilder();
    write(value, text);
    return text.length() <= LONGEST ? text.toString() : text.substring(0, LONGEST) + "…";
  }

  /** Type and length only, for values that must not be shown. */
  public static String kind(@Nullable Object value) {
    if (value instanceof String text) {
      return "a text of " + text.length() + " characters";
    }
    if (value instanceof JsonArray array) {
      return "a list of " + array.known().size() + " elements";
    }
    return value == null ? "absent" : "a value that is not shown";
  }

  private static void write(@Nullable Object value, StringBuilder text) {
    if (text.length() > LONGEST) {
      return;
    }
    if (value == null) {
      text.append("absent");
    } else if (value instanceof Gap gap) {
      text.append("unknown (").append(gap.reason()).append(')');
    } else if (value instanceof String string) {
      text.append('"').append(JsonStringEncoder.getInstance().quoteAsString(string)).append('"');
    } else if (value instanceof NullValue) {
      text.append("null");
    } else if (value instanceof JsonObject object) {
      writeMap(object.entries(), text);
    } else if (value instanceof Map<?, ?> map) {
      writeMap(map.entrySet(), text);
    } else if (value instanceof JsonArray array) {
      writeList(array.known(), text);
    } else if (value instanceof List<?> list) {
      writeList(list, text);
    } else {
      text.append(value);
    }
  }

  private static void writeMap(Collection<? extends Map.Entry<?, ?>> entries, StringBuilder text) {
    text.append('{');
    Iterator<? extends Map.Entry<?, ?>> each = entries.iterator();
    while (each.hasNext() && text.length() <= LONGEST) {
      Map.Entry<?, ?> entry = each.next();
      write(entry.getKey(), text);
      text.append(": ");
      write(entry.getValue(), text);
      text.append(each.hasNext() ? ", " : "");
    }
    text.append('}');
  }

  private static void writeList(List<?> list, StringBuilder text) {
    text.append('[');
    for (int i = 0; i < list.size() && text.length() <= LONGEST; i++) {
      text.append(i == 0 ? "" : ", ");
      write(list.get(i), text);
    }
    text.append(']');
  }
}
