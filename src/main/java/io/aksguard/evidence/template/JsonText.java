package io.aksguard.evidence.template;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import dev.cel.common.values.NullValue;
import io.aksguard.evidence.Gap;
import io.aksguard.evidence.GapException;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values as text and back. */
final class JsonText {
  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonText() {}

  /**
   * What {@code string()} and {@code concat()} make of a value: compact JSON of objects and arrays,
   * and {@code True} of a boolean, as ARM does.
   *
   * @throws GapException where a part is a gap
   */
  static String of(Object value, Budget budget) {
    if (value instanceof JsonObject || value instanceof JsonArray) {
      StringWriter text = new StringWriter();
      try (JsonGenerator out = FACTORY.createGenerator(text)) {
        new Writing(text, out, budget).write(value);
      } catch (IOException e) {
        throw new IllegalStateException("a StringWriter does not fail", e);
      }
      return text.toString();
    }
    if (value instanceof Boolean truth) {
      return truth ? "True" : "False";
    }
    return value instanceof NullValue ? "" : String.valueOf(value);
  }

  private record Writing(StringWriter text, JsonGenerator out, Budget budget) {
    void write(Object value) throws IOException {
      budget.spend(1);
      if (value instanceof Gap gap) {
        throw new GapException(gap);
      }
      if (value instanceof JsonObject object) {
        out.writeStartObject();
        for (Map.Entry<String, Object> member : object.entries()) {
          out.writeFieldName(member.getKey());
          write(member.getValue());
        }
        out.writeEndObject();
      } else if (value instanceof JsonArray array) {
        out.writeStartArray();
        for (int i = 0; i < array.size(); i++) {
          write(array.get(i));
        }
        out.writeEndArray();
      } else {
        scalar(value);
      }
    }

    private void scalar(Object value) throws IOException {
      if (value instanceof String string) {
        budget.spend(string.length() / 16);
        out.writeString(string);
        refuseTooLong();
      } else if (value instanceof Long number) {
        out.writeNumber(number);
      } else if (value instanceof Double real) {
        out.writeNumber(real);
      } else if (value instanceof Boolean truth) {
        out.writeBoolean(truth);
      } else {
        out.writeNull();
      }
    }

    /** Quotes in quotes double with each level. */
    private void refuseTooLong() throws IOException {
      out.flush();
      if (text.getBuffer().length() > Limits.LONGEST_TEXT) {
        throw new GapException(
            new Gap(
                "a value written as JSON is longer than " + Limits.LONGEST_TEXT + " characters"));
      }
    }
  }

  /** The value that a JSON text holds; ARM's reader also takes single quotes. */
  static Object read(String text) throws IOException {
    try (JsonParser parser =
        JsonReader.parser(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))) {
      parser.enable(JsonReadFeature.ALLOW_SINGLE_QUOTES.mappedFeature());
      if (parser.nextToken() == null) {
        throw new IOException("the text is empty");
      }
      @Nullable Object value = JsonReader.read(parser);
      if (parser.nextToken() != null) {
        throw new IOException("text follows the value");
      }
      return value == null ? NullValue.NULL_VALUE : value;
    }
  }
}
