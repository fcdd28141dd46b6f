package io.aksguard.activity;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.aksguard.cluster.Sha256;
import io.aksguard.evidence.Evidence;
import io.aksguard.evidence.JsonWriter;
import io.aksguard.evidence.Section;
import io.aksguard.storage.Blobs;
import io.aksguard.storage.Compressed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/** Evidence that has led to a failure, kept as compressed JSON under its digest. */
final class EvidenceFile {
  private static final JsonFactory JSON = new JsonFactory();

  private EvidenceFile() {}

  /** Writes it and gives the digest of its JSON, under which it lies as {@code DIGEST.json.gz}. */
  static String keep(Evidence evidence, Blobs blobs) {
    byte[] json = json(evidence);
    String digest = Sha256.hex(json);
    blobs.putIfAbsent(digest + ".json.gz", Compressed.of(json));
    return digest;
  }

  private static byte[] json(Evidence evidence) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = JSON.createGenerator(bytes)) {
      out.writeStartObject();
      out.writeStringField("resource", evidence.resource());
      out.writeObjectFieldStart("sections");
      for (Map.Entry<String, Section> section : new TreeMap<>(evidence.sections()).entrySet()) {
        out.writeObjectFieldStart(section.getKey());
        if (section.getValue().observedAt() != null) {
          out.writeStringField("observedAt", section.getValue().observedAt().toString());
        }
        out.writeFieldName("value");
        JsonWriter.write(out, section.getValue().value());
        out.writeEndObject();
      }
      out.writeEndObject();
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
