package io.aksguard.evidence;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.cel.common.values.NullValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON text into evidence values in one pass. Duplicate keys are errors, sizes are bounded.
 */
public final class JsonReader {
  /**
   * Values in one resource. The largest cluster body seen has about 2,000; ARM refuses requests
   * over 4 MB, which could hold some 400,000.
   */
  static final int MOST_VALUES = 500_000;

  static final int DEEPEST = 100;
  private static final int LONGEST_STRING = 8 << 20;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxStringLength(LONGEST_STRING)
                  .build())
          .build();

  private JsonReader() {}

  /** A parser over UTF-8, UTF-16 or UTF-32 text with the limits set. */
  public static JsonParser parser(InputStream in) throws IOException {
    return FACTORY.createParser(in);
  }

  /**
   * One object from text, for tests and small documents.
   *
   * @throws UncheckedIOException when it is not one JSON object
   */
  public static JsonObject object(String text) {
    try (JsonParser parser = FACTORY.createParser(text)) {
      if (parser.nextToken() != null && read(parser) instanceof JsonObject object) {
        return object;
      }
      throw new IOException("not a JSON object");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The value at the parser's current token; null for JSON null. */
  public static @Nullable Object read(JsonParser parser) throws IOException {
    return new Reading(parser).value();
  }

  private static final class Reading {
    private final JsonParser parser;
    private int values;

    private Reading(JsonParser parser) {
      this.parser = parser;
    }

    private @Nullable Object value() throws IOException {
      if (++values > MOST_VALUES) {
        throw new IOException("more than " + MOST_VALUES + " values in one resource");
      }
      return switch (parser.currentToken()) {
        case START_OBJECT -> object();
        case START_ARRAY -> array();
        case VALUE_STRING -> parser.getText();
        case VALUE_TRUE -> Boolean.TRUE;
        case VALUE_FALSE -> Boolean.FALSE;
        case VALUE_NUMBER_INT -> integer();
        case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
        default -> null;
      };
    }

    private Object integer() throws IOException {
      return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
          ? (Object) parser.getDoubleValue()
          : (Object) parser.getLongValue();
    }

    private JsonObject object() throws IOException {
      JsonObject.Builder builder =
          new JsonObject.Builder(parser.currentTokenLocation().getLineNr());
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String key = parser.currentName();
        parser.nextToken();
        builder.put(key, value());
      }
      return builder.build();
    }

    private JsonArray array() throws IOException {
      int line = parser.currentTokenLocation().getLineNr();
      List<Object> elements = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        Object element = value();
        elements.add(element == null ? NullValue.NULL_VALUE : element);
      }
      return JsonArray.of(line, elements);
    }
  }
}
