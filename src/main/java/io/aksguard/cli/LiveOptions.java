package io.aksguard.cli;

import io.aksguard.adapter.graph.Scope;
import io.aksguard.app.Readers;
import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is read from Azure. */
final class LiveOptions {
  private static final String GUID = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

  @Option(
      names = "--subscription",
      arity = "1..*",
      paramLabel = "ID",
      description = "reads these subscriptions from Azure")
  private List<String> subscriptions = List.of();

  @Option(
      names = "--management-group",
      paramLabel = "NAME",
      description = "reads all subscriptions below it from Azure")
  private @Nullable String managementGroup;

  @Option(
      names = "--cluster",
      arity = "1..*",
      paramLabel = "ID",
      description = "reads these clusters, by resource id, from their resource provider")
  private List<String> clusters = List.of();

  /** Whether anything is to be read from Azure. */
  boolean given() {
    return !subscriptions.isEmpty() || managementGroup != null || !clusters.isEmpty();
  }

  /**
   * What reads it.
   *
   * @throws UsageException where the options do not say one thing to read, or settings are missing
   */
  Readers readers(Outside outside) {
    try {
      return Readers.of(outside.environment(), scope(), outside.clock());
    } catch (IllegalStateException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  private Scope scope() {
    for (String subscription : subscriptions) {
      if (!subscription.strip().matches(GUID)) {
        throw new UsageException("--subscription: '" + subscription + "' is no subscription's id");
      }
    }
    if (managementGroup != null && !subscriptions.isEmpty()) {
      throw new UsageException("--subscription and --management-group exclude each other");
    }
    if (managementGroup != null) {
      return Scope.below(managementGroup.strip());
    }
    List<String> all = new ArrayList<>(subscriptions);
    clusters().forEach(id -> id.subscription().ifPresent(all::add));
    if (all.isEmpty()) {
      throw new UsageException(
          "name what to read: --subscription, --management-group or --cluster");
    }
    return Scope.of(all);
  }

  /** Single clusters; empty where the whole scope is meant. */
  List<ArmId> clusters() {
    return clusters.stream().map(LiveOptions::cluster).toList();
  }

  /**
   * The cluster that a {@code --cluster} names.
   *
   * @throws UsageException where it names none
   */
  static ArmId cluster(String text) {
    return ArmId.parse(text.strip())
        .filter(id -> id.type().equals(Optional.of(Resource.CLUSTER)))
        .orElseThrow(
            () -> new UsageException("--cluster: '" + text + "' is no cluster's resource id"));
  }
}
