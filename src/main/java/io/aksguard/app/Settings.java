package io.aksguard.app;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The app settings; src/docs/deploy.md describes each.
 *
 * @param arm the endpoint of Azure Resource Manager: another one in sovereign clouds
 * @param subscriptions ids of the subscriptions that are audited; empty where a management group is
 *     given
 * @param managementGroup its name; empty where subscriptions are given
 * @param store what {@link Stores#open} takes
 * @param topic endpoint of the Event Grid topic for notices; empty: nobody is told
 * @param anchorKey id of the Key Vault key that signs anchors; empty: a key in the store's folder
 * @param quiet so long without an event means that a burst is over
 * @param history so long it is kept; empty: for ever
 * @param environment all of it, for credentials
 */
public record Settings(
    URI arm,
    List<String> subscriptions,
    Optional<String> managementGroup,
    String store,
    Optional<URI> topic,
    Optional<URI> anchorKey,
    Duration quiet,
    Optional<Duration> history,
    Map<String, String> environment) {
  public static final String ARM = "AKS_GUARD_ARM_ENDPOINT";
  public static final String SUBSCRIPTIONS = "AKS_GUARD_SUBSCRIPTIONS";
  public static final String MANAGEMENT_GROUP = "AKS_GUARD_MANAGEMENT_GROUP";
  public static final String STORE = "AKS_GUARD_STORE";
  public static final String TOPIC = "AKS_GUARD_TOPIC_ENDPOINT";
  public static final String ANCHOR_KEY = "AKS_GUARD_VAULT_KEY";
  public static final String AUDIT_SCHEDULE = "AKS_GUARD_AUDIT_SCHEDULE";
  public static final String REVIEW_SCHEDULE = "AKS_GUARD_REVIEW_SCHEDULE";
  public static final String HISTORY = "AKS_GUARD_HISTORY_DAYS";
  public static final String SETTLE = "AKS_GUARD_SETTLE_SECONDS";

  private static final String PUBLIC_ARM = "https://management.azure.com";
  private static final int MOST_SETTLING = 60;

  /** Seven years, the longest that an auditor's rules commonly ask for (17 CFR 210.2-06). */
  private static final int HISTORY_DAYS = 2_557;

  /** Reviews are held each quarter at the latest, and tell what has changed since the last one. */
  private static final int FEWEST_DAYS = 100;

  public Settings {
    subscriptions = List.copyOf(subscriptions);
    environment = Map.copyOf(environment);
  }

  /**
   * @param environment the process's environment
   * @throws IllegalStateException naming every setting that is missing or wrong
   */
  public static Settings of(Map<String, String> environment) {
    Reader reader = new Reader(environment);
    URI arm = reader.uri(ARM).orElse(URI.create(PUBLIC_ARM));
    List<String> subscriptions =
        reader
            .text(SUBSCRIPTIONS)
            .map(list -> Arrays.stream(list.split(",")).map(String::strip).toList())
            .orElse(List.of());
    Optional<String> group = reader.text(MANAGEMENT_GROUP);
    if (subscriptions.isEmpty() == group.isEmpty()) {
      reader.problem(
          "either " + SUBSCRIPTIONS + " or " + MANAGEMENT_GROUP + " says what is audited");
    }
    Optional<String> store = reader.text(STORE);
    if (store.isEmpty()) {
      reader.problem(STORE + " is missing: where history is kept");
    }
    Settings settings =
        new Settings(
            arm,
            subscriptions,
            group,
            store.orElse(""),
            reader.uri(TOPIC),
            reader.uri(ANCHOR_KEY),
            reader.seconds(SETTLE, 1),
            reader.days(HISTORY, HISTORY_DAYS),
            environment);
    reader.check();
    return settings;
  }

  /** The schedules of audits and reviews, under {@code audit} and {@code review}. */
  public Map<String, String> schedules() {
    Map<String, String> schedules = new TreeMap<>();
    Map.of("audit", AUDIT_SCHEDULE, "review", REVIEW_SCHEDULE)
        .forEach(
            (kind, name) ->
                Optional.ofNullable(environment.get(name))
                    .ifPresent(schedule -> schedules.put(kind, schedule)));
    return schedules;
  }

  /** Application ids that the app writes as; empty where only Azure knows. */
  public Set<String> principals() {
    return Optional.ofNullable(environment.get("AZURE_CLIENT_ID"))
        .map(String::strip)
        .filter(id -> !id.isEmpty())
        .map(Set::of)
        .orElse(Set.of());
  }

  /** The source of notices: names this installation. */
  public String source() {
    return managementGroup
            .map(group -> "/providers/Microsoft.Management/managementGroups/" + group)
            .orElseGet(() -> "/subscriptions/" + subscriptions.get(0))
        + "/aks-guard";
  }

  private static final class Reader {
    private final Map<String, String> environment;
    private final List<String> problems = new ArrayList<>();

    private Reader(Map<String, String> environment) {
      this.environment = environment;
    }

    private Optional<String> text(String name) {
      return Optional.ofNullable(environment.get(name))
          .map(String::strip)
          .filter(text -> !text.isEmpty());
    }

    private Optional<URI> uri(String name) {
      Optional<URI> uri = Optional.empty();
      if (text(name).isPresent()) {
        try {
          uri = text(name).map(URI::create).filter(u -> "https".equals(u.getScheme()));
        } catch (IllegalArgumentException e) {
          uri = Optional.empty();
        }
        if (uri.isEmpty()) {
          problem(name + " is '" + text(name).get() + "': it begins with https://");
        }
      }
      return uri;
    }

    private Duration seconds(String name, int fallback) {
      String text = text(name).orElse(String.valueOf(fallback));
      if (!text.matches("[0-9]{1,2}") || Integer.parseInt(text) > MOST_SETTLING) {
        problem(name + " is '" + text + "': it is a number of seconds from 0 to " + MOST_SETTLING);
        return Duration.ofSeconds(fallback);
      }
      return Duration.ofSeconds(Integer.parseInt(text));
    }

    private Optional<Duration> days(String name, int fallback) {
      String text = text(name).orElse(String.valueOf(fallback));
      if (text.equals("forever")) {
        return Optional.empty();
      }
      if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) < FEWEST_DAYS) {
        problem(
            "%s is '%s': it is a number of days from %d on, or 'forever'"
                .formatted(name, text, FEWEST_DAYS));
        return Optional.empty();
      }
      return Optional.of(Duration.ofDays(Integer.parseInt(text)));
    }

    private void problem(String problem) {
      problems.add(problem);
    }

    private void check() {
      if (!problems.isEmpty()) {
        throw new IllegalStateException("app settings: " + String.join("; ", problems));
      }
    }
  }
}
