package io.aksguard.infra;

import io.aksguard.infra.BicepFile.Declaration;
import io.aksguard.infra.BicepFile.Sort;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Settings, roles and the app itself. */
final class ContentCheck extends Check {
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

  /** Flex Consumption has its runtime and its scale in functionAppConfig, and no FTP. */
  private static final Set<String> REFUSED_BY_FLEX =
      Set.of(
          "alwaysOn",
          "ftpsState",
          "functionAppScaleLimit",
          "functionsRuntimeScaleMonitoringEnabled",
          "javaVersion",
          "linuxFxVersion",
          "netFrameworkVersion",
          "preWarmedInstanceCount",
          "use32BitWorkerProcess",
          "windowsFxVersion");

  private static final Pattern GUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final Pattern ROLE = Pattern.compile("roles\\['([^']*)'\\]");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `(Microsoft\\.[^`]*)` \\|");

  ContentCheck(Infra infra) {
    super(infra);
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
    List<String> names =
        infra
            .made("Microsoft.Authorization/roleDefinitions@")
            .map(d -> d.value().text("properties", "roleName"))
            .toList();
    need(Set.copyOf(names).size() == names.size(), "custom roles share a name: " + names);
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
    REFUSED_BY_FLEX.stream()
        .filter(name -> app.at("properties", "siteConfig", name).isPresent())
        .forEach(name -> problems.add("app: Flex Consumption refuses " + name));
    return this;
  }

  /** People of one tenant may sign in for this app; who comes with a key is let through. */
  ContentCheck signIn() {
    Value settings =
        infra
            .file("app.bicep")
            .find(Sort.RESOURCE, "authentication")
            .map(Declaration::value)
            .orElseThrow();
    String provider = "azureActiveDirectory";
    need(
        settings.text("name").equals("authsettingsV2")
            && settings.text("properties", "platform", "enabled").equals("true"),
        "sign-in is not switched on");
    need(
        settings
            .text("properties", "globalValidation", "unauthenticatedClientAction")
            .equals("AllowAnonymous"),
        "sign-in keeps callers with a key and Event Grid out");
    need(
        settings
            .text("properties", "identityProviders", provider, "registration", "openIdIssuer")
            .contains("${tenant().tenantId}"),
        "sign-in is not for one tenant");
    need(
        settings
            .at("properties", "identityProviders", provider, "validation", "allowedAudiences")
            .isPresent(),
        "sign-in takes tokens for other apps");
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
                  action.endsWith("/read") || action.endsWith("/policyStates/queryResults/action");
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
    ROW.matcher(table)
        .results()
        .map(row -> row.group(1))
        .filter(action -> !actions.containsKey(action))
        .forEach(action -> problems.add("deploy.md gives the auditor " + action));
    return this;
  }

  private static Set<String> pairs(Map<String, String> map) {
    return map.entrySet().stream().map(Map.Entry::toString).collect(Collectors.toSet());
  }
}
