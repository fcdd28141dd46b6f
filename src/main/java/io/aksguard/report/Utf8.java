package io.aksguard.report;

import java.io.BufferedWriter;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/**
 * UTF-8 text. Half a surrogate pair, which JSON input may hold, becomes a question mark; the
 * encoders of the JSON and XML libraries would end the report there.
 */
final class Utf8 {
  private Utf8() {}

  static Writer writer(OutputStream out) {
    return new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
  }
}
