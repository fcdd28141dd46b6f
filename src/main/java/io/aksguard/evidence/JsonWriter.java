package io.aksguard.evidence;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.cel.common.values.NullValue;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes evidence values and plain maps, lists and scalars as JSON. */
public final class JsonWriter {
  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonWriter() {}

  /** The value as JSON text on one line. */
  public static String text(@Nullable Object value) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = FACTORY.createGenerator(text)) {
      write(out, value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /**
   * Writes the value at the generator's place; a {@link Gap} becomes {@code {"unknown": reason}}.
   */
  public static void write(JsonGenerator out, @Nullable Object value) throws IOException {
    if (value == null || value instanceof NullValue) {
      out.writeNull();
    } else if (value instanceof Gap gap) {
      out.writeStartObject();
      out.writeStringField("unknown", gap.reason());
      out.writeEndObject();
    } else if (value instanceof JsonObject object) {
      write(out, object.entries());
    } else if (value instanceof Map<?, ?> map) {
      write(out, map.entrySet());
    } else if (value instanceof JsonArray array) {
      write(out, array.known(), array.rest().orElse(null));
    } else if (value instanceof List<?> list) {
      write(out, list, null);
    } else if (value instanceof Long || value instanceof Integer) {
      out.writeNumber(((Number) value).longValue());
    } else if (value instanceof Double number) {
      out.writeNumber(number);
    } else if (value instanceof BigInteger number) {
      out.writeNumber(number);
    } else if (value instanceof BigDecimal number) {
      out.writeNumber(number);
    } else if (value instanceof Boolean flag) {
      out.writeBoolean(flag);
    } else {
      out.writeString(value.toString());
    }
  }

  private static void write(JsonGenerator out, Iterable<? extends Map.Entry<?, ?>> entries)
      throws IOException {
    out.writeStartObject();
    for (Map.Entry<?, ?> entry : entries) {
      out.writeFieldName(String.valueOf(entry.getKey()));
      write(out, entry.getValue());
    }
    out.writeEndObject();
  }

  private static void write(JsonGenerator out, List<?> elements, @Nullable Gap rest)
      throws IOException {
    out.writeStartArray();
    for (Object element : elements) {
      write(out, element);
    }
    if (rest != null) {
      write(out, rest);
    }
    out.writeEndArray();
  }
}
