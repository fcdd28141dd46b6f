package io.aksguard.adapter.arm;

import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.join.Links;
import io.aksguard.evidence.join.Scopes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What one cluster's roles reach: its role assignments, the registries and vaults that they open,
 * and all of both in its own subscription.
 */
final class Surroundings {
  private static final String ASSIGNMENT = "microsoft.authorization/roleassignments";
  private static final String REGISTRY = "microsoft.containerregistry/registries";
  private static final String VAULT = "microsoft.keyvault/vaults";

  private final Reads reads;
  private final Finder finder;
  private final ArmId id;
  private final JsonObject body;
  private final Audited audited;
  private final Ends registries = new Ends("registries that the cluster reaches");
  private final Ends vaults = new Ends("vaults that the cluster reaches");
  private final Ends everywhere = new Ends("the audited subscriptions");
  private final Set<ArmId> seenRegistries = new LinkedHashSet<>();
  private final Set<ArmId> seenVaults = new LinkedHashSet<>();

  Surroundings(Reads reads, Finder finder, ArmId id, JsonObject body, Audited audited) {
    this.reads = reads;
    this.finder = finder;
    this.id = id;
    this.body = body;
    this.audited = audited;
  }

  void ask() {
    List<String> subscriptions = audited.all(everywhere, registries, vaults);
    Belongings.assignmentsAt(reads, id);
    Links.principals(body).forEach(principal -> held(principal, subscriptions));
    all("/subscriptions/" + id.subscription().orElse(""));
    foundVaults();
  }

  /** Called when nothing is left to read. */
  void end(Instant at) {
    reads.ended("registries", id.value(), registries.gap(), at);
    reads.ended("vaults", id.value(), vaults.gap(), at);
  }

  /** What one of the cluster's identities may do, in every subscription. */
  private void held(String principal, List<String> subscriptions) {
    Ends ends = new Ends("role assignments of the cluster's identities");
    Optional.ofNullable(everywhere.gap()).ifPresent(ends::note);
    int[] left = {subscriptions.size()};
    for (String subscription : subscriptions) {
      String scope = "/subscriptions/" + subscription;
      reads.part(
          Ask.list(
              scope + "/providers/Microsoft.Authorization/roleAssignments",
              ASSIGNMENT,
              "principalId eq '" + principal.replace("'", "") + "'"),
          all -> all.stream().filter(each -> isOf(each, principal)).toList(),
          answer -> {
            ends.note(answer);
            registries.note(answer);
            vaults.note(answer);
            answer.resources().stream()
                .filter(each -> isOf(each, principal))
                .forEach(assignment -> follow(Scopes.of(assignment)));
            if (--left[0] == 0) {
              reads.ended(ASSIGNMENT, principal, ends);
            }
          });
    }
  }

  private static boolean isOf(JsonObject assignment, String principal) {
    return property(assignment, "principalId").equalsIgnoreCase(principal);
  }

  private static String property(JsonObject resource, String name) {
    return resource.object("properties").flatMap(p -> p.string(name)).orElse("");
  }

  private void follow(String scope) {
    if (Scopes.isAboveSubscriptions(scope)) {
      audited.below(scope, registries, vaults).forEach(each -> all("/subscriptions/" + each));
      return;
    }
    ArmId at = ArmId.parse(scope).orElse(null);
    if (at == null || at.subscription().isEmpty()) {
      return;
    }
    String type = at.type().orElse("");
    if (type.equals(REGISTRY)) {
      one(at, registries, this::registry);
    } else if (type.equals(VAULT)) {
      one(at, vaults, this::vault);
    } else if (type.isEmpty()) {
      all(at.value());
    }
  }

  private void all(String scope) {
    allRegistries(scope);
    allVaults(scope);
  }

  private void allRegistries(String scope) {
    reads.part(
        Ask.list(scope + "/providers/Microsoft.ContainerRegistry/registries", REGISTRY),
        all -> all,
        answer -> {
          noteScope(registries, scope, answer);
          ids(answer).forEach(this::registry);
        });
  }

  private void allVaults(String scope) {
    reads.part(
        Ask.list(scope + "/providers/Microsoft.KeyVault/vaults", VAULT),
        all -> all,
        answer -> {
          noteScope(vaults, scope, answer);
          ids(answer).forEach(this::vault);
        });
  }

  /** A role may be held on a resource group that is gone; a subscription that is gone is not. */
  private static void noteScope(Ends ends, String scope, Answer answer) {
    if (new ArmId(scope).resourceGroup().isPresent()) {
      ends.noteUnlessAbsent(answer);
    } else {
      ends.note(answer);
    }
  }

  /** Vaults of other subscriptions with the KMS key, or whose access policies name an identity. */
  private void foundVaults() {
    Answer found = finder.find(VAULT);
    vaults.note(found);
    for (JsonObject row : found.resources()) {
      Optional<ArmId> vault = row.string("id").flatMap(ArmId::parse);
      if (vault.isPresent()
          && !vault.get().subscription().equals(id.subscription())
          && concerns(row)) {
        one(vault.get(), vaults, this::vault);
      }
    }
  }

  private boolean concerns(JsonObject vault) {
    String name = vault.string("name").orElse("").toLowerCase(Locale.ROOT);
    Set<String> principals = Links.principals(body);
    return Links.keyVault(body).equals(Optional.of(name))
        || vault
            .object("properties")
            .flatMap(p -> p.array("accessPolicies"))
            .map(JsonArray::objects)
            .orElse(List.of())
            .stream()
            .flatMap(policy -> policy.string("objectId").stream())
            .anyMatch(reader -> principals.contains(reader.toLowerCase(Locale.ROOT)));
  }

  private void one(ArmId resource, Ends ends, Consumer<ArmId> then) {
    reads.resource(
        resource,
        answer -> {
          // An assignment may outlive its resource.
          ends.noteUnlessAbsent(answer);
          ids(answer).forEach(then);
        });
  }

  private static List<ArmId> ids(Answer answer) {
    List<ArmId> ids = new ArrayList<>();
    answer.resources().forEach(each -> each.string("id").flatMap(ArmId::parse).ifPresent(ids::add));
    return ids;
  }

  private void registry(ArmId registry) {
    if (seenRegistries.add(registry)) {
      Belongings.registry(reads, registry);
    }
  }

  private void vault(ArmId vault) {
    if (seenVaults.add(vault)) {
      Belongings.vault(reads, vault);
    }
  }

  /** The registries that were found, complete when nothing is left to read. */
  Set<ArmId> registries() {
    return seenRegistries;
  }
}
