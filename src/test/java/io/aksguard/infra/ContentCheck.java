package io.aksguard.infra;

import io.aksguard.infra.BicepFile.Declaration;
import io.aksguard.infra.BicepFile.Sort;
import io.aksguard.infra.Infra.Subscription;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is deployed, held against the code and against what was decided. */
final class ContentCheck {
  /** Built-in roles, as they were reviewed; the ids are those of Azure's published table. */
  static final Map<String, String> ROLES =
      Map.of(
          "Storage Blob Data Owner", "b7e6dc6d-f1e8-4753-8033-0f276bb0955b",
          "Storage Blob Data Contributor", "ba92f5b4-2d11-453d-a403-e96b0029c9fe",
          "Storage Queue Data Contributor", "974c5e8b-45b9-4653-ba55-5f855dd0fb88",
          "Storage Table Data Contributor", "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3",
          "EventGrid Data Sender", "d5a91429-5739-47e2-a06b-3470a27159e7",
          "Key Vault Crypto User", "12338af0-0e69-4776-bea7-57ae8d297424",
          "Monitoring Metrics Publisher", "3913510d-42f4-4e42-8a64-420c390055eb");

  /** Event Grid takes no more values in the advanced filters of one subscription. */
  private static final int MOST_FILTER_VALUES = 25;

  private static final Pattern GUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final Pattern ROLE = Pattern.compile("roles\\['([^']*)'\\]");
  private static final Pattern SECRET =
      Pattern.compile(
          "(?i)list(account)?(keys|sas|secrets|credentials)\\b *\\(|accountkey=|sharedaccess|"
              + "@secure|password|\\?sv=|instrumentationkey");

  private final Infra infra;
  private final List<String> problems = new ArrayList<>();

  ContentCheck(Infra infra) {
    this.infra = infra;
  }

  List<String> problems() {
    return problems;
  }

  /**
   * @param eventGrid the functions with an Event Grid trigger
   */
  ContentCheck functions(Set<String> eventGrid) {
    Set<String> heard =
        infra.subscriptions().stream().map(Subscription::function).collect(Collectors.toSet());
    same("functions with events", heard, eventGrid);
    Set<String> awaited =
        Pattern.compile("for function in ([^;]*);")
            .matcher(infra.text("deploy.sh"))
            .results()
            .flatMap(found -> Stream.of(found.group(1).split(" ")))
            .collect(Collectors.toSet());
    same("functions that deploy.sh waits for", awaited, eventGrid);
    return this;
  }

  /**
   * @param read the settings that the code reads in Azure
   */
  ContentCheck settings(Set<String> read) {
    Set<String> own =
        infra.settings().stream()
            .filter(name -> name.startsWith("AKS_GUARD_") || name.startsWith("AZURE_"))
            .collect(Collectors.toSet());
    same("app settings", own, read);
    Set<String> platform = new TreeSet<>(infra.settings());
    platform.removeAll(own);
    platform.removeIf(
        name ->
            name.matches(
                "AzureWebJobsStorage__\\w+|AzureFunctionsWebHost__hostid|APPLICATIONINSIGHTS_\\w+"));
    platform.forEach(name -> problems.add("app setting " + name + " is not known"));
    for (String needed :
        List.of(
            "AzureWebJobsStorage__blobServiceUri",
            "AzureWebJobsStorage__queueServiceUri",
            "AzureWebJobsStorage__tableServiceUri",
            "AzureWebJobsStorage__credential",
            "AzureWebJobsStorage__clientId",
            "AzureFunctionsWebHost__hostid")) {
      need(infra.settings().contains(needed), "app setting " + needed + " is missing");
    }
    return this;
  }

  ContentCheck roles() {
    same("built-in roles", pairs(infra.json("roles.json")), pairs(ROLES));
    Set<String> used = new TreeSet<>();
    infra
        .bicep()
        .forEach(
            (name, file) -> {
              String text = infra.text(name);
              ROLE.matcher(text).results().forEach(found -> used.add(found.group(1)));
              GUID.matcher(text)
                  .results()
                  .forEach(found -> problems.add(name + ": role id " + found.group()));
            });
    same("roles that are used", used, infra.json("roles.json").keySet());
    infra.made("Microsoft.Authorization/roleAssignments@").forEach(this::assignment);
    return this;
  }

  private void assignment(Declaration assignment) {
    String name = assignment.symbol();
    need(
        assignment.value().text("properties", "principalType").equals("ServicePrincipal"),
        "role assignment " + name + " has no principalType");
    need(
        assignment.value().text("name").startsWith("guid("),
        "role assignment " + name + " has no name that stays");
  }

  /** The anchors: nobody's role may change or delete them, and time protects them too. */
  ContentCheck anchors() {
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
    List<String> kept =
        infra
            .made("Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies@")
            .filter(d -> d.value().text("parent").equals("anchors"))
            .map(d -> d.value().text("properties", "allowProtectedAppendWrites"))
            .toList();
    need(kept.equals(List.of("false")), "immutability of anchors: " + kept);
    return this;
  }

  /**
   * @param tables names of the code's tables
   * @param containers names of the code's containers
   */
  ContentCheck storage(Set<String> tables, Set<String> containers) {
    same("tables", infra.tables(), tables);
    same("containers", infra.containers(), containers);
    List<String> prefixes = new ArrayList<>();
    infra
        .made("Microsoft.Storage/storageAccounts/managementPolicies@")
        .flatMap(d -> d.value().all())
        .forEach(value -> prefixes.addAll(value.texts("prefixMatch")));
    same("lifecycle rules", Set.copyOf(prefixes), Set.of("evidence/", "runs/"));
    return this;
  }

  /** No keys, no secrets, no old TLS. */
  ContentCheck secrets() {
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

  /** The app as it was decided: Flex Consumption, one runtime, ten instances, its own identity. */
  ContentCheck app(String java) {
    Value app =
        infra.file("app.bicep").find(Sort.RESOURCE, "app").map(Declaration::value).orElseThrow();
    String[] config = {"properties", "functionAppConfig"};
    Map<String, String> found = new TreeMap<>();
    Map<String, List<String>> wanted =
        Map.of(
            "java",
            List.of("runtime", "name"),
            java,
            List.of("runtime", "version"),
            "10",
            List.of("scaleAndConcurrency", "maximumInstanceCount"),
            "UserAssignedIdentity",
            List.of("deployment", "storage", "authentication", "type"));
    wanted.forEach(
        (value, path) ->
            found.put(
                value,
                app.text(Stream.concat(Stream.of(config), path.stream()).toArray(String[]::new))));
    found.forEach((value, is) -> need(value.equals(is), "app: " + is + " is not " + value));
    return this;
  }

  /** How Event Grid delivers: CloudEvents, retried for a day, dead-lettered by identity. */
  ContentCheck delivery() {
    List<Value> all =
        infra
            .made("Microsoft.EventGrid/systemTopics/eventSubscriptions@")
            .map(d -> d.value().at("properties").orElseThrow())
            .toList();
    need(all.size() == 1, "one shape of event subscription was expected: " + all.size());
    for (Value one : all) {
      need(one.text("eventDeliverySchema").equals("CloudEventSchemaV1_0"), "not CloudEvents");
      need(one.text("destination", "endpointType").equals("AzureFunction"), "not to a function");
      need(!one.text("retryPolicy", "maxDeliveryAttempts").isEmpty(), "no retries");
      need(!one.text("retryPolicy", "eventTimeToLiveInMinutes").isEmpty(), "no time to live");
      need(one.text("deadLetterWithResourceIdentity").contains("deadLetters"), "no dead letters");
    }
    for (Subscription one : infra.subscriptions()) {
      int values = 0;
      for (Value filter : one.filters()) {
        String variable = filter.text("values");
        values +=
            variable.isEmpty()
                ? filter.texts("values").size()
                : infra.variable("events.bicep", variable).size();
      }
      need(values <= MOST_FILTER_VALUES, one.symbol() + " has " + values + " filter values");
      need(!one.types().isEmpty(), one.symbol() + " has no event types");
    }
    return this;
  }

  /**
   * @param types resource types that evidence is read from, in lower case
   * @param table text that has to name each action with its reason
   */
  ContentCheck auditor(Set<String> types, String table) {
    Map<String, String> actions = infra.actions();
    actions
        .keySet()
        .forEach(
            action -> {
              boolean reads =
                  action.endsWith("/read")
                      || action.endsWith("/listClusterUserCredential/action")
                      || action.endsWith("/policyStates/queryResults/action");
              need(reads, "the auditor may " + action);
            });
    Set<String> readable =
        actions.keySet().stream()
            .map(
                action ->
                    action.substring(0, action.lastIndexOf('/')).toLowerCase(java.util.Locale.ROOT))
            .collect(Collectors.toSet());
    types.stream()
        .filter(type -> !readable.contains(type))
        .forEach(type -> problems.add("the auditor cannot read " + type));
    actions.forEach(
        (action, reason) ->
            need(
                table.contains("| `" + action + "` | " + reason + " |"),
                "deploy.md does not give the reason for " + action));
    return this;
  }

  private static Set<String> pairs(Map<String, String> map) {
    return map.entrySet().stream().map(Map.Entry::toString).collect(Collectors.toSet());
  }

  private void same(String what, Set<String> infra, Set<String> code) {
    infra.stream()
        .filter(one -> !code.contains(one))
        .forEach(one -> problems.add(what + ": only in infra: " + one));
    code.stream()
        .filter(one -> !infra.contains(one))
        .forEach(one -> problems.add(what + ": not in infra: " + one));
  }

  private void need(boolean holds, String problem) {
    if (!holds) {
      problems.add(problem);
    }
  }
}
