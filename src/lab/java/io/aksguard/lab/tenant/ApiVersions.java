package io.aksguard.lab.tenant;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which API versions are served. Those of Microsoft.ContainerService are listed; a preview of it
 * ends after a year. Other providers serve every version up to today, and of previews those that
 * are in common use because nothing newer is stable.
 */
final class ApiVersions {
  private static final Pattern FORM = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})(-preview)?");
  private static final Map<String, List<String>> LASTING_PREVIEWS =
      Map.of(
          "microsoft.insights",
          List.of("2021-05-01-preview"),
          "microsoft.authorization",
          List.of("2022-07-01-preview", "2020-10-01-preview", "2022-01-01-preview"),
          "microsoft.security",
          List.of("2019-01-01-preview"));
  private static final List<String> CONTAINER_SERVICE =
      List.of(
          "2024-09-01",
          "2024-10-01",
          "2025-01-01",
          "2025-02-01",
          "2025-03-01",
          "2025-04-01",
          "2025-05-01",
          "2025-06-01",
          "2025-07-01",
          "2025-08-01",
          "2025-09-01",
          "2025-10-01",
          "2026-01-01",
          "2026-02-01",
          "2026-03-01",
          "2026-04-01",
          "2026-05-01",
          "2026-06-01",
          "2026-07-01",
          "2026-08-01");

  private final Clock clock;

  ApiVersions(Clock clock) {
    this.clock = clock;
  }

  /**
   * @throws RefusedException with 400 where the version is missing, malformed or not served
   */
  void check(String version, String namespace, String type) {
    if (version.isEmpty()) {
      throw new RefusedException(
          400,
          "MissingApiVersionParameter",
          "The api-version query parameter (?api-version=) is required for all requests.");
    }
    Matcher form = FORM.matcher(version);
    if (!form.matches()) {
      throw new RefusedException(
          400, "InvalidApiVersionParameter", "The api-version '" + version + "' is invalid.");
    }
    if (!served(version, LocalDate.parse(form.group(1)), form.group(2) != null, namespace)) {
      throw new RefusedException(
          400,
          "NoRegisteredProviderFound",
          "No registered resource provider found for API version '"
              + version
              + "' for type '"
              + type
              + "'.");
    }
  }

  private boolean served(String version, LocalDate date, boolean preview, String namespace) {
    LocalDate today = clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
    if (date.isAfter(today)) {
      return false;
    }
    if (namespace.equalsIgnoreCase("Microsoft.ContainerService")) {
      return preview ? date.isAfter(today.minusYears(1)) : CONTAINER_SERVICE.contains(version);
    }
    return !preview
        || LASTING_PREVIEWS.getOrDefault(Target.key(namespace), List.of()).contains(version);
  }
}
