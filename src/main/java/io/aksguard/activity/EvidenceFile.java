package io.aksguard.activity;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.aksguard.cluster.Sha256;
import io.aksguard.evidence.Evidence;
import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonReader;
import io.aksguard.evidence.JsonWriter;
import io.aksguard.evidence.Origin;
import io.aksguard.evidence.Section;
import io.aksguard.storage.Blobs;
import io.aksguard.storage.Compressed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Evidence that has led to a failure, kept as compressed JSON under its digest. */
final class EvidenceFile {
  private static final JsonFactory JSON = new JsonFactory();

  /** Far above the largest evidence: 4,000 role assignments and what 100 pools bring. */
  private static final int MOST_BYTES = 256 << 20;

  private EvidenceFile() {}

  /** Writes it and gives the digest of its JSON, under which it lies as {@code DIGEST.json.gz}. */
  static String keep(Evidence evidence, Blobs blobs) {
    byte[] json = json(evidence);
    String digest = Sha256.hex(json);
    blobs.putIfAbsent(digest + ".json.gz", Compressed.of(json));
    return digest;
  }

  /** The evidence of {@link #keep}; empty where it is not there any more, or is damaged. */
  static Optional<Evidence> read(String digest, Blobs blobs) {
    Optional<byte[]> body = digest.isEmpty() ? Optional.empty() : blobs.get(digest + ".json.gz");
    if (body.isEmpty()) {
      return Optional.empty();
    }
    try {
      byte[] json = Compressed.read(body.get(), MOST_BYTES);
      JsonObject file = JsonReader.object(new String(json, StandardCharsets.UTF_8));
      Map<String, Section> sections = new TreeMap<>();
      JsonObject kept = file.object("sections").orElseThrow(() -> new IOException("no sections"));
      for (Map.Entry<String, Object> each : kept.entries()) {
        JsonObject section = (JsonObject) each.getValue();
        Object value = known(section.raw("value"));
        sections.put(
            each.getKey(),
            new Section(
                value == null ? new Gap("section '" + each.getKey() + "' was not kept") : value,
                section.string("observedAt").map(Instant::parse).orElse(null)));
      }
      return Optional.of(new Evidence(file.string("resource").orElse(""), Origin.NONE, sections));
    } catch (IOException | RuntimeException e) {
      // The ledger's verdicts stand by themselves; what is planned says that it had no evidence.
      return Optional.empty();
    }
  }

  /** With gaps where {@link JsonWriter} has written them. */
  private static @Nullable Object known(@Nullable Object value) {
    if (value instanceof JsonObject object) {
      if (object.size() == 1 && object.raw("unknown") instanceof String reason) {
        return new Gap(reason);
      }
      JsonObject.Builder members = new JsonObject.Builder(0);
      object.entries().forEach(entry -> members.put(entry.getKey(), known(entry.getValue())));
      return members.build();
    }
    if (value instanceof JsonArray array) {
      List<Object> elements = new ArrayList<>();
      for (Object element : array.known()) {
        Object known = known(element);
        if (known != null) {
          elements.add(known);
        }
      }
      return JsonArray.of(elements);
    }
    return value;
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
