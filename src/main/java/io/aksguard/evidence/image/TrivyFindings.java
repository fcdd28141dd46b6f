package io.aksguard.evidence.image;

import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The VulnerabilityReports of Trivy Operator. A report names the image by server, repository and
 * tag; its digest is that of the manifest only where the workload is pinned by it.
 */
final class TrivyFindings {
  private final Map<String, Findings> byName = new HashMap<>();

  /**
   * @param reports the section's {@code reports}; kinds other than VulnerabilityReport are passed
   *     over
   */
  TrivyFindings(JsonArray reports) {
    reports.objects().stream()
        .filter(report -> report.string("kind").orElse("").endsWith("VulnerabilityReport"))
        .flatMap(report -> report.object("report").stream())
        .forEach(this::read);
  }

  private void read(JsonObject report) {
    Optional<JsonObject> artifact = report.object("artifact");
    String server = report.object("registry").flatMap(r -> r.string("server")).orElse("docker.io");
    Optional<String> repository = artifact.flatMap(a -> a.string("repository"));
    if (repository.isEmpty()) {
      return;
    }
    String name = server + "/" + repository.get();
    Optional<String> tag = artifact.flatMap(a -> a.string("tag")).filter(t -> !t.isEmpty());
    Optional<String> digest = artifact.flatMap(a -> a.string("digest")).filter(d -> !d.isEmpty());
    Findings findings = Findings.ofTrivy(report);
    tag.flatMap(t -> ImageReference.parse(name + ":" + t)).ifPresent(each -> put(each, findings));
    digest
        .flatMap(d -> ImageReference.parse(name + "@" + d))
        .ifPresent(each -> put(each, findings));
  }

  /** Reports of several workloads over one image agree; where they do not, the graver counts. */
  private void put(ImageReference image, Findings findings) {
    byName.merge(image.name() + " " + image.version(), findings, Findings::or);
  }

  /**
   * What is known of the image.
   *
   * @param digest that it runs with; empty where its node does not tell it
   * @param isAmbiguous whether its tag runs with other digests as well: then a report that names
   *     the tag may be about any of them
   */
  Optional<Findings> of(ImageReference image, String digest, boolean isAmbiguous) {
    Findings exact = byName.get(image.name() + " " + digest);
    if (exact != null || isAmbiguous) {
      return Optional.ofNullable(exact);
    }
    return Optional.ofNullable(byName.get(image.name() + " " + image.version()));
  }
}
