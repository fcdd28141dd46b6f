package io.aksguard.inbox;

import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.Evidence;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonReader;
import io.aksguard.evidence.Section;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What a cluster's evidence depends on, beside the cluster's own resources. */
public final class Uses {
  /** Providers of what clusters share. Definitions of roles and policies reach everything. */
  private static final Set<String> PROVIDERS =
      Set.of(
          "microsoft.network",
          "microsoft.containerregistry",
          "microsoft.keyvault",
          "microsoft.operationalinsights",
          "microsoft.managedidentity",
          "microsoft.compute",
          "microsoft.dataprotection",
          "microsoft.containerservice",
          "microsoft.insights",
          "microsoft.alertsmanagement");

  private Uses() {}

  /**
   * Keys for the {@link ReverseIndex}: ids of resources, of the groups and subscriptions whose
   * assignments and locks reach the cluster, and of image repositories, all in lower case.
   */
  public static Set<String> of(Evidence evidence) {
    Set<String> things = new TreeSet<>();
    Optional<ArmId> cluster = ArmId.parse(evidence.resource());
    for (Section section : evidence.sections().values()) {
      collect(section.value(), things);
    }
    cluster.ifPresent(
        id -> {
          things.removeIf(thing -> id.covers(new ArmId(thing)));
          id.parent().ifPresent(group -> things.add(group.key()));
          id.subscription().ifPresent(s -> things.add("/subscriptions/" + s));
        });
    repositories(evidence).forEach(things::add);
    return things;
  }

  private static void collect(Object value, Set<String> things) {
    if (value instanceof JsonObject object) {
      object.entries().forEach(member -> collect(member.getValue(), things));
    } else if (value instanceof JsonArray array) {
      array.known().forEach(element -> collect(element, things));
    } else if (value instanceof String text && text.startsWith("/subscriptions/")) {
      ArmId id = new ArmId(text);
      if (id.type().filter(Uses::isShared).isPresent()) {
        things.add(id.key());
      }
    }
  }

  private static boolean isShared(String type) {
    return PROVIDERS.contains(type.substring(0, Math.max(0, type.indexOf('/'))));
  }

  /** {@code registry.azurecr.io/repository} of each image that Defender has seen. */
  private static Set<String> repositories(Evidence evidence) {
    Set<String> found = new TreeSet<>();
    if (evidence.value("defender") instanceof JsonObject defender) {
      for (JsonObject image : defender.array("images").orElse(JsonArray.empty()).objects()) {
        image
            .object("properties")
            .flatMap(p -> p.object("resourceAdditionalData"))
            .map(data -> data.raw("RepositoryDetails"))
            .flatMap(Uses::details)
            .flatMap(Uses::repository)
            .ifPresent(found::add);
      }
    }
    return found;
  }

  /** Defender writes them as an object or as the text of one. */
  private static Optional<JsonObject> details(Object value) {
    if (value instanceof JsonObject object) {
      return Optional.of(object);
    }
    try {
      return value instanceof String text ? Optional.of(JsonReader.object(text)) : Optional.empty();
    } catch (UncheckedIOException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> repository(JsonObject details) {
    return details
        .string("RegistryHost")
        .flatMap(host -> details.string("RepositoryName").map(name -> host + "/" + name))
        .map(name -> name.toLowerCase(Locale.ROOT));
  }
}
