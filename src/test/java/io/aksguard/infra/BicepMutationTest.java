package io.aksguard.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.infra.Infra.Subscription;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Each check of {@link BicepTest} finds what it is there for: infra is broken, one place a time.
 */
class BicepMutationTest {
  /** A change of one file, and a part of the problem that has to be found. */
  private record Mutation(String file, String from, String to, String found) {}

  private static final String EIGHT_MORE = "  '/a'\n".repeat(8);

  private static final List<Mutation> MUTATIONS =
      List.of(
          // Names and shape.
          new Mutation("main.bicep", "'vault.bicep'", "'vaults.bicep'", "no file vaults.bicep"),
          new Mutation("main.bicep", "subnet: subnet\n", "", "parameter subnet is not given"),
          new Mutation("main.bicep", "    subnet: subnet", "    sub: subnet", "no parameter sub"),
          new Mutation("main.bicep", "outputs.hostName", "outputs.hostname", "no output"),
          new Mutation(
              "main.bicep", "outputs.app.principalId", "outputs.app.objectId", "no member"),
          new Mutation("main.bicep", "suffix: suffix", "suffix: sufix", "there is no sufix"),
          new Mutation("main.bicep", "join(", "concatenate(", "there is no function concatenate"),
          new Mutation("main.bicep", "scope: group", "scope: subscription(name)", "is for a"),
          new Mutation("main.bicep", "scope: subscription(id)", "scope: group", "is for a"),
          new Mutation(
              "main.bicep", "      vaultKey: vault.outputs.key\n", "", "settings.vaultKey"),
          new Mutation("main.bicep", "  sweep: '0 * * * * *'\n", "", "schedules.sweep"),
          new Mutation("main.bicep", "'auditor.json'", "'auditors.json'", "no file auditors.json"),
          new Mutation("app.bicep", "AKS_GUARD_STORE: settings.store\n", "", "settings.store"),
          new Mutation(
              "topic.bicep", "location: location", "location: 'x'", "location is not used"),
          new Mutation(
              "vault.bicep",
              "param name string",
              "param name string\nparam x int",
              "x is not used"),
          new Mutation("storage.bicep", "  }\n]\n", "  }\n\n", "storage.bicep:"),
          new Mutation(
              "app.bicep", "properties: { reserved: true }", "properties: { ", "app.bicep:"),
          new Mutation("app.bicep", "'1.2'", "'1.2", "a string is not closed"),
          new Mutation("identity.bicep", "param name string\n", "", "there is no name"),
          // Functions.
          new Mutation("events.bicep", "'onAksEvent'", "'onAksEvents'", "functions with events"),
          new Mutation("deploy.sh", "onImagePushed;", "onImage;", "deploy.sh waits for"),
          // Settings.
          new Mutation("app.bicep", "AKS_GUARD_VAULT_KEY", "AKS_GUARD_KEY", "app settings"),
          new Mutation("app.bicep", "AZURE_CLIENT_ID: identity.clientId\n", "", "app settings"),
          new Mutation(
              "app.bicep",
              "    AZURE_CLIENT_ID",
              "    FUNCTIONS_WORKER_RUNTIME: 'java'\n    AZURE_CLIENT_ID",
              "FUNCTIONS_WORKER_RUNTIME is not known"),
          new Mutation(
              "app.bicep", "__queueServiceUri", "__queueUri", "queueServiceUri is missing"),
          new Mutation(
              "app.bicep", "AzureFunctionsWebHost__hostid", "APPLICATIONINSIGHTS_X", "hostid"),
          // Sign-in.
          new Mutation("app.bicep", "platform: { enabled: true }", "", "not switched on"),
          new Mutation("app.bicep", "'AllowAnonymous'", "'Return401'", "Event Grid out"),
          new Mutation("app.bicep", "${tenant().tenantId}/v2.0", "common/v2.0", "one tenant"),
          new Mutation(
              "app.bicep",
              "        validation: { allowedAudiences: [signIn, 'api://${signIn}'] }\n",
              "",
              "other apps"),
          // Roles.
          new Mutation("roles.json", "d5a91429", "d5a91428", "built-in roles"),
          new Mutation(
              "roles.bicep", "EventGrid Data Sender", "EventGrid Sender", "roles that are"),
          new Mutation(
              "auditor.bicep",
              "'Microsoft.Authorization/roleDefinitions', role",
              "'Microsoft.Authorization/roleDefinitions', 'b24988ac-6180-42a0-ab88-20f7382dd24c'",
              "role id b24988ac"),
          new Mutation(
              "auditor.bicep", "principalType: 'ServicePrincipal'", "", "no principalType"),
          new Mutation("auditor.json", "locks/read", "locks/write", "the auditor may"),
          new Mutation(
              "auditor.json",
              "managedClusters/upgradeProfiles/read",
              "managedClusters/listClusterUserCredential/action",
              "the auditor may"),
          new Mutation("auditor.json", "locks/read", "lock/read", "deploy.md gives the auditor"),
          new Mutation(
              "managementgroup.bicep",
              "'${auditor.name} (${managementGroup().name})'",
              "auditor.name",
              "share a name"),
          new Mutation("auditor.json", "locks/read", "lock/read", "cannot read"),
          new Mutation("auditor.json", "\"reason\": \"locks\"", "\"reason\": \"it\"", "reason for"),
          // Anchors.
          new Mutation("roles.bicep", "blobs/add/action", "blobs/write", "role of the anchors may"),
          new Mutation(
              "roles.bicep", "blobs/add/action", "blobs/delete", "role of the anchors may"),
          new Mutation(
              "roles.bicep", "['checkpoints', ", "['checkpoints', 'anchors', ", "may write"),
          new Mutation(
              "roles.bicep", "  scope: anchors\n", "  scope: ledger\n", "roles on the anchors: []"),
          new Mutation(
              "roles.bicep",
              "roleDefinitionId: anchorWriter.id",
              "roleDefinitionId: app",
              "roles on the"),
          new Mutation("storage.bicep", "parent: anchors", "parent: ledgerBlobs", "immutability"),
          new Mutation("storage.bicep", "Writes: false", "Writes: true", "immutability"),
          new Mutation("storage.bicep", "if (!lockedAnchors) ", "", "policy is made if"),
          new Mutation(
              "main.bicep", "lockedAnchors bool = false", "lockedAnchors bool = true", "lockedA"),
          new Mutation(
              "main.bicep", "    lockedAnchors: lockedAnchors\n", "", "lockedAnchors is not given"),
          // Storage.
          new Mutation("storage.bicep", "'AksGuardInbox'", "'AksGuardInbux'", "tables"),
          new Mutation("storage.bicep", "'config', ", "", "containers"),
          new Mutation("storage.bicep", "['evidence/']", "['evidences/']", "lifecycle"),
          new Mutation(
              "storage.bicep", "['runs/']", "['runs/', 'checkpoints/']", "in infra: checkpoints/"),
          new Mutation(
              "storage.bicep", "GreaterThan: evidenceDays", "GreaterThan: 40", "days of evidence"),
          new Mutation("storage.bicep", "GreaterThan: 7", "GreaterThan: 1", "days of runs"),
          new Mutation("storage.bicep", "GreaterThan: 30", "GreaterThan: 300", "dead letters"),
          new Mutation("storage.bicep", "['deadletters/']", "['packages/']", "lifecycle"),
          new Mutation("main.bicep", "evidenceDays int = 400", "evidenceDays int = 40", "not in"),
          new Mutation("main.bicep", "'2557'", "'365'", "default of historyDays"),
          // Secrets.
          new Mutation(
              "storage.bicep", "KeyAccess: false", "KeyAccess: true", "allowSharedKeyAccess"),
          new Mutation("storage.bicep", "TLS1_2", "TLS1_0", "minimumTlsVersion"),
          new Mutation(
              "storage.bicep", "PublicAccess: false", "PublicAccess: true", "allowBlobPublic"),
          new Mutation(
              "topic.bicep", "disableLocalAuth: true", "disableLocalAuth: false", "topic:"),
          new Mutation("vault.bicep", "Authorization: true", "Authorization: false", "vault:"),
          new Mutation("telemetry.bicep", "DisableLocalAuth: true", "", "insights:"),
          new Mutation("storage.bicep", "host.id\n", "host.listKeys()\n", "listKeys("),
          // The app.
          new Mutation("app.bicep", "version: '17'", "version: '21'", "is not 17"),
          new Mutation("app.bicep", "Count: 10", "Count: 100", "is not 10"),
          new Mutation(
              "app.bicep", "minTlsVersion:", "alwaysOn: false, minTlsVersion:", "refuses alwaysOn"),
          // Events.
          new Mutation(
              "events.bicep", "ClusterSupportEnded", "ClusterSupportOver", "only in infra"),
          new Mutation(
              "events.bicep",
              "      'Microsoft.Resources.ResourceDeleteSuccess'\n",
              "",
              "not in infra"),
          new Mutation(
              "events.bicep",
              "'Microsoft.PolicyInsights.PolicyStateDeleted'",
              "'Microsoft.Resources.ResourceReadSuccess'",
              "takes as IGNORED"),
          new Mutation("events.bicep", "'onAksEvent'", "'onImagePushed'", "onImagePushed hears of"),
          new Mutation(
              "events.bicep",
              "  'Microsoft.KeyVault/vaults/'\n",
              "",
              "nothing hears of microsoft.keyvault"),
          new Mutation(
              "events.bicep",
              "  'Microsoft.Resources/tags/'\n",
              "",
              "nothing hears of microsoft.resources/tags"),
          new Mutation(
              "events.bicep",
              "  'Microsoft.Security/pricings/'",
              "  'Microsoft.Resources/deployments/'",
              "the code ignores"),
          new Mutation(
              "events.bicep", "/listCredentials/action", "/stop/action", "but the code takes it"),
          // Delivery.
          new Mutation(
              "systemtopic.bicep", "CloudEventSchemaV1_0", "EventGridSchema", "CloudEvents"),
          new Mutation("systemtopic.bicep", "maxDeliveryAttempts: 30", "", "no retries"),
          new Mutation("systemtopic.bicep", "null : deadLetters", "null : null", "no dead letters"),
          new Mutation(
              "events.bicep", "  '/listCredentials/action'\n", EIGHT_MORE, "filter values"));

  @TestFactory
  Stream<DynamicTest> aBrokenInfra_isFound() throws Exception {
    Map<String, String> whole = Infra.files();
    Infra infra = Infra.of(whole);
    Set<String> functions =
        infra.subscriptions().stream().map(Subscription::function).collect(Collectors.toSet());
    Set<String> settings =
        infra.settings().stream()
            .filter(name -> name.startsWith("AKS_GUARD_") || name.startsWith("AZURE_"))
            .collect(Collectors.toSet());
    Facts facts = new Facts(new Code(functions, settings), infra.tables(), infra.containers());
    assertThat(facts.problems(whole)).as("the whole infra").isEmpty();

    return MUTATIONS.stream()
        .map(
            one ->
                DynamicTest.dynamicTest(
                    one.file() + ": " + one.from().strip() + " -> " + one.to().strip(),
                    () ->
                        assertThat(
                                facts.problems(
                                    Infra.changed(whole, one.file(), one.from(), one.to())))
                            .anySatisfy(problem -> assertThat(problem).contains(one.found()))));
  }

  /** All checks together, against a code that fits the unbroken infra. */
  private record Facts(Code code, Set<String> tables, Set<String> containers) {
    List<String> problems(Map<String, String> texts) throws Exception {
      List<String> problems = new ArrayList<>();
      try {
        Infra infra = Infra.of(texts);
        problems.addAll(StructureCheck.problems(infra));
        String table = Files.readString(Infra.ROOT.resolve("src/docs/deploy.md"));
        problems.addAll(
            new ContentCheck(infra)
                .settings(code.settings())
                .roles()
                .app("17")
                .signIn()
                .auditor(BicepTest.exported(), table)
                .problems());
        problems.addAll(
            new StorageCheck(infra)
                .anchors()
                .storage(tables, containers)
                .kept(400, 7, 2_557)
                .secrets()
                .problems());
        problems.addAll(
            new EventCheck(infra)
                .functions(code.eventFunctions())
                .types()
                .operations(BicepTest.written())
                .delivery()
                .problems());
      } catch (IllegalArgumentException e) {
        problems.add(String.valueOf(e.getMessage()));
      }
      return problems;
    }
  }
}
