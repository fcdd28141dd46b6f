package io.aksguard.remediation.permission;

import io.aksguard.cluster.ArmId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** All that a call needs, from the read before it to its undo. */
public final class Needed {
  private static final String IMAGE = "upgradeNodeImageVersion";

  /** In every subscription there is one of each, which nobody makes or deletes. */
  private static final Set<String> ALWAYS_THERE = Set.of("microsoft.security/pricings");

  /** What stands behind the type in an action. */
  private static final Pattern VERB =
      Pattern.compile("/(" + IMAGE + "/write|[^/]+/action|sharedkeys/read|[^/]+)$");

  private static final String AUTHORIZATION = "microsoft.authorization/";

  /** How a write whose answer was lost is found again. */
  private static final String TRACE = "Microsoft.Insights/eventtypes/values/read";

  /**
   * How operations are polled, of providers whose writes take long. Of others the resource itself
   * tells.
   */
  private static final Map<String, List<String>> POLLING =
      Map.of(
          "microsoft.containerservice",
          List.of(
              "Microsoft.ContainerService/locations/operations/read",
              "Microsoft.ContainerService/locations/operationresults/read"),
          "microsoft.network",
          List.of(
              "Microsoft.Network/locations/operations/read",
              "Microsoft.Network/locations/operationResults/read"));

  private Needed() {}

  /**
   * All actions that a role needs with which remedies are carried out.
   *
   * @param declared the actions that the remedies declare, which name all types that they write
   * @return in the order of their text
   */
  public static SortedSet<String> together(Collection<String> declared) {
    SortedSet<String> all = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    all.addAll(declared);
    for (String action : declared) {
      if (LinkedScopes.isOnlyLinked(action)) {
        continue;
      }
      String type = VERB.matcher(action).replaceAll("");
      all.add(type + "/read");
      all.addAll(polling(type));
      all.addAll(LinkedScopes.actions(type.toLowerCase(Locale.ROOT)));
    }
    all.add(TRACE);
    return all;
  }

  private static List<String> polling(String type) {
    String provider = type.substring(0, Math.max(0, type.indexOf('/')));
    return POLLING.getOrDefault(provider.toLowerCase(Locale.ROOT), List.of());
  }

  /**
   * What is needed on the resource itself comes first, then what counts for the subscription, then
   * what is needed where the body leads.
   *
   * @param call the action that is posted; empty where the body is put
   * @param made what is not there yet, this resource among it or not: undo deletes it
   * @param body as it is sent; empty for an action
   */
  public static List<Permission> of(
      ArmId resource, String call, Set<ArmId> made, Map<String, ?> body) {
    ArmId place = place(resource, made);
    String type = type(resource);
    List<Permission> needed = new ArrayList<>();
    boolean isMade =
        made.contains(resource) && !ALWAYS_THERE.contains(type.toLowerCase(Locale.ROOT));
    verbs(call, isMade).forEach(verb -> needed.add(new Permission(type + "/" + verb, place)));
    Optional<ArmId> subscription =
        resource.subscription().map(id -> new ArmId("/subscriptions/" + id));
    subscription.ifPresent(
        around -> {
          polling(type).stream().map(action -> new Permission(action, around)).forEach(needed::add);
          needed.add(new Permission(TRACE, around));
        });
    LinkedScopes.of(resource.type().orElse(""), body).stream()
        .map(each -> made.contains(each.scope()) ? each.at(place(each.scope(), made)) : each)
        .forEach(needed::add);
    return needed.stream().distinct().toList();
  }

  private static List<String> verbs(String call, boolean isNew) {
    List<String> verbs = new ArrayList<>();
    verbs.add("read");
    verbs.add(call.isEmpty() ? "write" : call + "/action");
    if (call.equals(IMAGE)) {
      // Azure's reference names both, and no source says which of them counts.
      verbs.add(call + "/write");
    }
    if (isNew) {
      verbs.add("delete");
    }
    return verbs;
  }

  /**
   * Where to ask what is given for a resource: roles are given on whole resources, not on a pool or
   * a rule of one; what is not there yet has what its group has.
   */
  private static ArmId place(ArmId resource, Set<ArmId> made) {
    ArmId whole = resource;
    for (Optional<ArmId> up = whole.parent(); isPart(up); up = whole.parent()) {
      whole = up.orElseThrow();
    }
    boolean isAround =
        whole.resourceGroup().isEmpty()
            || whole.type().filter(type -> type.startsWith(AUTHORIZATION)).isPresent()
            || made.contains(whole);
    return isAround ? whole.parent().orElse(whole) : whole;
  }

  private static boolean isPart(Optional<ArmId> up) {
    return up.flatMap(ArmId::type).isPresent();
  }

  /** As the id writes it: people read it. */
  private static String type(ArmId resource) {
    String id = resource.value();
    String[] parts =
        id.substring(id.toLowerCase(Locale.ROOT).lastIndexOf("/providers/") + 1).split("/");
    StringBuilder type = new StringBuilder(parts.length > 1 ? parts[1] : "");
    for (int i = 2; i < parts.length; i += 2) {
      type.append('/').append(parts[i]);
    }
    return type.toString();
  }
}
