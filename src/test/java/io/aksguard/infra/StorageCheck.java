package io.aksguard.infra;

import io.aksguard.infra.BicepFile.Declaration;
import io.aksguard.infra.BicepFile.Sort;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What is kept, who may write it, and that nothing opens with a key. */
final class StorageCheck extends Check {
  private static final Pattern SECRET =
      Pattern.compile(
          "(?i)list(account)?(keys|sas|secrets|credentials)\\b *\\(|accountkey=|sharedaccess|"
              + "@secure|password|\\?sv=|instrumentationkey");

  /** Dead letters are events as they came, with the claims of whoever has caused them. */
  private static final String DEAD_LETTER_DAYS = "30";

  StorageCheck(Infra infra) {
    super(infra);
  }

  /** The anchors: nobody's role may change or delete them, and time protects them too. */
  StorageCheck anchors() {
    List<String> written = infra.variable("roles.bicep", "writtenContainers");
    Set<String> all = new TreeSet<>(infra.containers());
    all.remove("anchors");
    same("containers that the app may write in", Set.copyOf(written), all);
    BicepFile roles = infra.file("roles.bicep");
    List<String> onAnchors =
        roles
            .made("Microsoft.Authorization/roleAssignments@")
            .filter(d -> d.value().text("scope").equals("anchors"))
            .map(d -> d.value().text("properties", "roleDefinitionId"))
            .toList();
    need(onAnchors.equals(List.of("anchorWriter.id")), "roles on the anchors: " + onAnchors);
    roles
        .made("Microsoft.Authorization/roleAssignments@")
        .filter(d -> d.value().text("scope").equals("ledger"))
        .map(d -> d.value().text("properties", "roleDefinitionId"))
        .filter(role -> role.contains("Blob"))
        .forEach(role -> problems.add("a role for all containers of the ledger: " + role));
    List<String> may =
        roles
            .find(Sort.RESOURCE, "anchorWriter")
            .flatMap(d -> d.value().at("properties", "permissions"))
            .map(v -> v instanceof Value.Items items ? items.values() : List.<Value>of())
            .orElse(List.of())
            .stream()
            .flatMap(
                v -> Stream.concat(v.texts("actions").stream(), v.texts("dataActions").stream()))
            .toList();
    need(!may.isEmpty(), "the role of the anchors is empty");
    may.stream()
        .filter(action -> action.matches("(?i).*(/write|/delete|\\*|move/action|modify.*)$"))
        .forEach(action -> problems.add("the role of the anchors may " + action));
    List<Declaration> policies =
        infra
            .made("Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies@")
            .filter(d -> d.value().text("parent").equals("anchors"))
            .toList();
    List<String> kept =
        policies.stream()
            .map(d -> d.value().text("properties", "allowProtectedAppendWrites"))
            .toList();
    need(kept.equals(List.of("false")), "immutability of anchors: " + kept);
    // A locked policy takes no PUT; nothing else may leave it out.
    policies.forEach(
        d ->
            need(
                d.condition().equals("(!lockedAnchors)"),
                "the anchors' policy is made if " + d.condition()));
    same(
        "default of lockedAnchors",
        fallback(infra.file("main.bicep"), "lockedAnchors"),
        Set.of("false"));
    return this;
  }

  /**
   * @param tables names of the code's tables
   * @param containers names of the code's containers
   */
  StorageCheck storage(Set<String> tables, Set<String> containers) {
    same("tables", infra.tables(), tables);
    same("containers", infra.containers(), containers);
    Set<String> rules = new TreeSet<>();
    infra
        .made("Microsoft.Storage/storageAccounts/managementPolicies@")
        .forEach(
            d ->
                d.value()
                    .all()
                    .flatMap(value -> value.texts("prefixMatch").stream())
                    .forEach(prefix -> rules.add(prefix + " of " + d.value().text("parent"))));
    same(
        "lifecycle rules",
        rules,
        Set.of("deadletters/ of host", "evidence/ of ledger", "runs/ of ledger"));
    return this;
  }

  /**
   * Bodies in Azure end when those of the embedded store do.
   *
   * @param evidence days that evidence of a failure is kept
   * @param runs days that a run's snapshot is kept
   * @param history days that history is kept
   */
  StorageCheck kept(long evidence, long runs, long history) {
    BicepFile main = infra.file("main.bicep");
    same("days of evidence", days("evidence/"), Set.of("evidenceDays"));
    same("days of runs", days("runs/"), Set.of(String.valueOf(runs)));
    same("days of dead letters", days("deadletters/"), Set.of(DEAD_LETTER_DAYS));
    same("default of evidenceDays", fallback(main, "evidenceDays"), Set.of("" + evidence));
    same("default of historyDays", fallback(main, "historyDays"), Set.of("" + history));
    return this;
  }

  private static Set<String> fallback(BicepFile file, String param) {
    return file.find(Sort.PARAM, param).map(d -> Set.of(d.value().text())).orElse(Set.of());
  }

  private Set<String> days(String prefix) {
    Set<String> days = new TreeSet<>();
    infra
        .made("Microsoft.Storage/storageAccounts/managementPolicies@")
        .flatMap(d -> d.value().all())
        .filter(rule -> rule.texts("definition", "filters", "prefixMatch").contains(prefix))
        .forEach(
            rule ->
                days.add(
                    rule.text(
                        "definition",
                        "actions",
                        "baseBlob",
                        "delete",
                        "daysAfterModificationGreaterThan")));
    return days;
  }

  /** No keys, no secrets, no old TLS. */
  StorageCheck secrets() {
    infra
        .texts()
        .forEach(
            (name, text) ->
                SECRET
                    .matcher(name.endsWith(".json") ? "" : text)
                    .results()
                    .forEach(found -> problems.add(name + ": " + found.group())));
    infra.made("Microsoft.Storage/storageAccounts@").forEach(this::closed);
    Map<String, String> local =
        Map.of(
            "Microsoft.EventGrid/topics@", "disableLocalAuth",
            "Microsoft.Insights/components@", "DisableLocalAuth",
            "Microsoft.KeyVault/vaults@", "enableRbacAuthorization");
    local.forEach(
        (type, member) ->
            infra
                .made(type)
                .filter(d -> !d.value().text("properties", member).equals("true"))
                .forEach(d -> problems.add(d.symbol() + ": " + member + " is not true")));
    return this;
  }

  private void closed(Declaration account) {
    Map<String, String> wanted =
        Map.of(
            "allowSharedKeyAccess", "false",
            "allowBlobPublicAccess", "false",
            "minimumTlsVersion", "TLS1_2",
            "supportsHttpsTrafficOnly", "true");
    String shared = account.value().text("properties");
    Value properties =
        infra.file("storage.bicep").find(Sort.VAR, shared).map(Declaration::value).orElseThrow();
    wanted.forEach(
        (member, value) ->
            need(
                properties.text(member).equals(value),
                account.symbol() + ": " + member + " is not " + value));
  }
}
