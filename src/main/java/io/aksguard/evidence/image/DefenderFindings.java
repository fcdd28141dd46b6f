package io.aksguard.evidence.image;

import com.fasterxml.jackson.core.JsonParser;
import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Defender's assessments of container images, by the digest that they name. It writes one
 * assessment for each package of an image, with its CVEs as JSON in a text; until 2026-07-31 it
 * wrote one sub-assessment for each CVE. Members come in Pascal and in camel case, which evidence
 * does not tell apart.
 */
final class DefenderFindings {
  private final Map<String, Tally> byDigest = new HashMap<>();
  private @Nullable Gap rest;

  /** The vulnerabilities of one image: the same CVE in two packages is one. */
  private static final class Tally {
    private final Map<String, String> severities = new HashMap<>();
    private final Map<String, String> fixable = new HashMap<>();

    private void add(String id, String severity, boolean hasFix) {
      severities.put(id, Severities.name(severity));
      if (hasFix) {
        fixable.put(id, Severities.name(severity));
      }
    }

    private static Map<String, Long> counts(Map<String, String> severities) {
      Map<String, Long> counts = new HashMap<>();
      severities.values().forEach(name -> counts.merge(name, 1L, Long::sum));
      return counts;
    }
  }

  /**
   * @param assessments the evidence's {@code defender.images}, or the gap in its place
   */
  DefenderFindings(Object assessments) {
    if (!(assessments instanceof JsonArray array)) {
      rest = assessments instanceof Gap gap ? gap : new Gap("Defender's assessments are no list");
      return;
    }
    array.objects().forEach(this::read);
    rest = array.rest().orElse(rest);
  }

  private void read(JsonObject assessment) {
    JsonObject none = JsonObject.of(Map.of());
    JsonObject properties = assessment.object("properties").orElse(none);
    JsonObject additional = properties.object("additionalData").orElse(none);
    String status = properties.object("status").flatMap(s -> s.string("code")).orElse("");
    boolean unhealthy = status.equalsIgnoreCase("Unhealthy");
    Optional<String> digest = digest(properties, additional);
    if (!unhealthy && !status.equalsIgnoreCase("Healthy")) {
      return;
    }
    if (digest.isEmpty()) {
      rest = unhealthy ? new Gap("a finding of Defender names no digest of an image") : rest;
      return;
    }
    Tally tally = byDigest.computeIfAbsent(digest.get(), each -> new Tally());
    if (unhealthy) {
      count(assessment, properties, additional, tally);
    }
  }

  private static void count(
      JsonObject assessment, JsonObject properties, JsonObject additional, Tally tally) {
    List<JsonObject> cves =
        embedded(additional.raw("CvesDetails")) instanceof JsonArray array
            ? array.objects()
            : List.of();
    for (JsonObject cve : cves) {
      boolean hasFix =
          cve.string("FixStatus").filter("FixAvailable"::equalsIgnoreCase).isPresent()
              || isFilled(cve.string("FixedVersion"));
      tally.add(cve.string("CveId").orElse(""), cve.string("Severity").orElse("unknown"), hasFix);
    }
    if (cves.isEmpty()) {
      String severity =
          properties
              .object("metadata")
              .flatMap(m -> m.string("severity"))
              .or(() -> properties.object("status").flatMap(s -> s.string("severity")))
              .orElse("unknown");
      Optional<JsonObject> software = additional.object("softwareDetails");
      boolean hasFix =
          isFilled(additional.string("FixedVersion"))
              || isFilled(software.flatMap(s -> s.string("fixedVersion")));
      String id = properties.string("id").or(() -> assessment.string("name")).orElse("");
      tally.add(id, severity, hasFix);
    }
  }

  private static boolean isFilled(Optional<String> version) {
    return version.filter(text -> !text.isBlank()).isPresent();
  }

  /** Where each of the two shapes names the image; both were seen as objects and as texts. */
  private static Optional<String> digest(JsonObject properties, JsonObject additional) {
    return Stream.of(
            properties.raw("resourceAdditionalData"),
            additional.raw("artifactDetails"),
            properties.raw("resourceDetails"))
        .map(DefenderFindings::embedded)
        .filter(JsonObject.class::isInstance)
        .map(JsonObject.class::cast)
        .flatMap(each -> each.string("Digest").stream())
        .filter(text -> !text.isBlank())
        .findFirst();
  }

  /** A value, or the value of the JSON in a text; null where it is neither. */
  private static @Nullable Object embedded(@Nullable Object value) {
    if (!(value instanceof String text)) {
      return value;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try (JsonParser parser = JsonReader.parser(new ByteArrayInputStream(bytes))) {
      return parser.nextToken() == null ? null : JsonReader.read(parser);
    } catch (IOException e) {
      return null; // a text that is no JSON names no image
    }
  }

  /** What is known of the image; empty where Defender has not assessed it. */
  Optional<Findings> of(String digest) {
    return Optional.ofNullable(byDigest.get(digest))
        .map(
            tally ->
                new Findings(
                    new Severities(Tally.counts(tally.severities), Optional.ofNullable(rest)),
                    new Severities(Tally.counts(tally.fixable), Optional.ofNullable(rest)),
                    Set.of("Defender")));
  }
}
