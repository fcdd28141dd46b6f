package io.aksguard.evidence;

import io.aksguard.cluster.ArmId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one cluster.
 *
 * @param resource its ARM id, or its name where the input has no id
 * @param origin where its own document was read
 * @param sections by name; src/docs/evidence.md lists them
 */
public record Evidence(String resource, Origin origin, Map<String, Section> sections) {
  /** The names of all sections. */
  public static final Set<String> SECTIONS =
      Set.of(
          "cluster",
          "pools",
          "maintenance",
          "versions",
          "diagnostics",
          "network",
          "access",
          "locks",
          "policy",
          "defender",
          "registries",
          "vaults",
          "backup",
          "alerts",
          "extensions",
          "fleet",
          "changes",
          "self",
          "kubernetes");

  /** The sections that Azure tells, and AKS Guard of itself; not what runs inside of a cluster. */
  public static final Set<String> OF_AZURE =
      SECTIONS.stream()
          .filter(section -> !section.equals("kubernetes"))
          .collect(Collectors.toUnmodifiableSet());

  public Evidence {
    sections = Map.copyOf(sections);
  }

  /** The section's value; a section that nobody has read is a {@link Gap}. */
  public Object value(String section) {
    Section found = sections.get(section);
    return found == null
        ? new Gap("section '" + section + "' was not in the input")
        : found.value();
  }

  /** When the section was observed, or null where that is not known. */
  public @Nullable Instant observedAt(String section) {
    Section found = sections.get(section);
    return found == null ? null : found.observedAt();
  }

  /** Who told the section, or null where nobody did. */
  public @Nullable Source source(String section) {
    Section found = sections.get(section);
    return found == null ? null : found.source();
  }

  /**
   * Evidence of a cluster that is there, as far as is known, but of which nothing could be read.
   */
  public static Evidence unread(
      ArmId cluster, Gap gap, @Nullable Instant observedAt, Source source) {
    Map<String, Section> sections = new HashMap<>();
    OF_AZURE.forEach(name -> sections.put(name, new Section(gap, observedAt, source)));
    return new Evidence(cluster.value(), Origin.NONE, sections);
  }
}
