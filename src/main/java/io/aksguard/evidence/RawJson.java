package io.aksguard.evidence;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonParser.NumberType;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON document that is to be written back whole. Evidence leaves null members out and rounds
 * long numbers ({@link JsonReader}); here everything stays as it came, in its order. {@link
 * JsonWriter} is the way back.
 */
public final class RawJson {
  private RawJson() {}

  /**
   * Plain maps, lists and scalars that the caller may change. Numbers are Long and Double where
   * those hold them exactly, as in {@link Plain}, else BigInteger and BigDecimal.
   *
   * @throws IOException when it is not one whole JSON object
   */
  public static Map<String, @Nullable Object> object(byte[] json) throws IOException {
    try (JsonParser parser = JsonReader.parser(new ByteArrayInputStream(json))) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("it is no JSON object");
      }
      Map<String, @Nullable Object> object = object(parser);
      if (parser.nextToken() != null) {
        throw new IOException("something follows the JSON object");
      }
      return object;
    }
  }

  private static Map<String, @Nullable Object> object(JsonParser parser) throws IOException {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      parser.nextToken();
      members.put(key, value(parser));
    }
    return members;
  }

  private static List<@Nullable Object> array(JsonParser parser) throws IOException {
    List<@Nullable Object> elements = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.add(value(parser));
    }
    return elements;
  }

  private static @Nullable Object value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> parser.getText();
      case VALUE_TRUE -> Boolean.TRUE;
      case VALUE_FALSE -> Boolean.FALSE;
      case VALUE_NUMBER_INT -> integer(parser);
      case VALUE_NUMBER_FLOAT -> decimal(parser);
      default -> null;
    };
  }

  private static Object integer(JsonParser parser) throws IOException {
    return parser.getNumberType() == NumberType.BIG_INTEGER
        ? (Object) parser.getBigIntegerValue()
        : (Object) parser.getLongValue();
  }

  private static Object decimal(JsonParser parser) throws IOException {
    BigDecimal exact = parser.getDecimalValue();
    double rounded = exact.doubleValue();
    return Double.isFinite(rounded) && BigDecimal.valueOf(rounded).compareTo(exact) == 0
        ? (Object) rounded
        : exact;
  }
}
