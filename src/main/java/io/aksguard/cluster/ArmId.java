package io.aksguard.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An Azure Resource Manager resource id, compared without regard to case as ARM does (services
 * answer {@code resourcegroups} and {@code resourceGroups} alike).
 *
 * @param value the id as it was written, beginning with a slash
 */
public record ArmId(String value) {
  private static final String CLUSTER_TYPE = "microsoft.containerservice/managedclusters";

  /**
   * @throws IllegalArgumentException when the text is not a resource id
   */
  public ArmId {
    if (!value.startsWith("/") || value.length() < 2) {
      throw new IllegalArgumentException("not an ARM resource id: " + value);
    }
    if (value.endsWith("/")) {
      value = value.substring(0, value.length() - 1);
    }
  }

  /** The id when the text is one, else empty. */
  public static Optional<ArmId> parse(String text) {
    return text.length() > 1 && text.startsWith("/")
        ? Optional.of(new ArmId(text))
        : Optional.empty();
  }

  /** The key to join by: the id in lower case. */
  public String key() {
    return value.toLowerCase(Locale.ROOT);
  }

  /** The last segment. */
  public String name() {
    return value.substring(value.lastIndexOf('/') + 1);
  }

  /** The subscription's GUID in lower case, or empty for ids outside a subscription. */
  public Optional<String> subscription() {
    return segmentAfter("subscriptions");
  }

  /** The resource group's name in lower case. */
  public Optional<String> resourceGroup() {
    return segmentAfter("resourcegroups");
  }

  /**
   * The resource type in lower case, {@code microsoft.containerservice/managedclusters/agentpools};
   * of an extension resource the type behind its last {@code providers} segment.
   */
  public Optional<String> type() {
    String key = key();
    int at = key.lastIndexOf("/providers/");
    if (at < 0) {
      return Optional.empty();
    }
    String[] parts = key.substring(at + "/providers/".length()).split("/");
    List<String> type = new ArrayList<>();
    type.add(parts[0]);
    for (int i = 1; i < parts.length; i += 2) {
      type.add(parts[i]);
    }
    return Optional.of(String.join("/", type));
  }

  /** The id of what contains this resource, or what an extension resource is attached to. */
  public Optional<ArmId> parent() {
    String key = key();
    int at = key.lastIndexOf("/providers/");
    if (at < 0) {
      int group = key.indexOf("/resourcegroups/");
      return group > 0 ? Optional.of(new ArmId(value.substring(0, group))) : Optional.empty();
    }
    String[] parts = key.substring(at + "/providers/".length()).split("/");
    if (parts.length > 3) {
      int end = value.length();
      for (int i = 0; i < 2; i++) {
        end = value.lastIndexOf('/', end - 1);
      }
      return Optional.of(new ArmId(value.substring(0, end)));
    }
    return at == 0 ? Optional.empty() : Optional.of(new ArmId(value.substring(0, at)));
  }

  /** The managed cluster that this is, or that it is part of or attached to. */
  public Optional<ArmId> cluster() {
    Optional<ArmId> at = Optional.of(this);
    while (at.isPresent() && !at.get().type().equals(Optional.of(CLUSTER_TYPE))) {
      at = at.get().parent();
    }
    return at;
  }

  /** Whether a setting at this scope reaches {@code other}: the same id or one below it. */
  public boolean covers(ArmId other) {
    String mine = key();
    String its = other.key();
    return its.startsWith(mine)
        && (its.length() == mine.length() || its.charAt(mine.length()) == '/');
  }

  private Optional<String> segmentAfter(String segment) {
    String key = key();
    String needle = "/" + segment + "/";
    int at = key.indexOf(needle);
    if (at < 0) {
      return Optional.empty();
    }
    int from = at + needle.length();
    int to = key.indexOf('/', from);
    return Optional.of(to < 0 ? key.substring(from) : key.substring(from, to));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ArmId that && key().equals(that.key());
  }

  @Override
  public int hashCode() {
    return key().hashCode();
  }

  @Override
  public String toString() {
    return value;
  }
}
