package io.aksguard.evidence.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateDeploymentTest {
  private static final String SUBSCRIPTION = "/subscriptions/00000000-0000-0000-0000-000000000000";

  private static String nested(String scope) {
    return """
        {"parameters": {"p": {"type": "string", "defaultValue": "outside"}},
         "variables": {"v": "outside"},
         "resources": [{
           "type": "Microsoft.Resources/deployments", "name": "inside",
           "resourceGroup": "other", "subscriptionId": "s",
           "properties": {
             %s
             "template": {
               "parameters": {"p": {"type": "string"}, "q": {"defaultValue": "default"}},
               "variables": {"v": "inside"},
               "resources": [{"type": "A.B/c", "name": "n", "properties": {
                 "p": "[parameters('p')]",
                 "v": "[variables('v')]",
                 "id": "[resourceId('A.B/c', 'n')]",
                 "deployment": "[deployment().name]"}}]}}}]}
        """
        .formatted(scope);
  }

  @Test
  void outerScope_seesTheNamesAround() {
    Resolved resolved = TemplateCase.resolve(nested(""));

    assertThat(resolved.resources()).hasSize(1);
    assertThat(TemplateCase.shown(resolved, 0, "id"))
        .isEqualTo("'/subscriptions/s/resourceGroups/other/providers/A.B/c/n'");
    assertThat(TemplateCase.shown(resolved, 0, "properties"))
        .isEqualTo(
            "{p: 'outside', v: 'outside', id: '"
                + SUBSCRIPTION
                + "/resourceGroups/template/providers/A.B/c/n', deployment: 'template'}");
  }

  @Test
  void innerScope_seesItsOwn() {
    Resolved resolved =
        TemplateCase.resolve(
            nested(
                """
                "expressionEvaluationOptions": {"scope": "Inner"},
                "parameters": {"p": {"value": "[concat(parameters('p'), '!')]"}},
                """));

    assertThat(TemplateCase.shown(resolved, 0, "properties"))
        .isEqualTo(
            "{p: 'outside!', v: 'inside',"
                + " id: '/subscriptions/s/resourceGroups/other/providers/A.B/c/n',"
                + " deployment: 'inside'}");
    assertThat(resolved.notes()).isEmpty();
  }

  @Test
  void innerScope_withUnknownParameters_notesThePlaceInTheNestedTemplate() {
    Resolved resolved =
        TemplateCase.resolve(
            nested(
                """
                "expressionEvaluationOptions": {"scope": "inner"},
                "parameters": {"p": {"value": "[reference('x').y]"}},
                """));

    assertThat(resolved.notes())
        .containsExactly(
            "resources[0].properties.template.resources[0].properties.p (line 13):"
                + " [reference('x').y] is known only to a deployment");
  }

  @Test
  void doubtfulDeployment_leavesItsResourcesInDoubt() {
    Resolved resolved =
        TemplateCase.resolve(
            """
            {"parameters": {"on": {}},
             "resources": [{
               "type": "Microsoft.Resources/deployments", "name": "d",
               "condition": "[parameters('on')]",
               "properties": {"template": {"resources": [
                 {"type": "A.B/c", "name": "n", "properties": {}}]}}}]}
            """);

    assertThat(TemplateCase.shown(resolved, 0, "properties"))
        .isEqualTo("<whether it is deployed depends on [parameters('on')]>");
  }

  @Test
  void whatIsElsewhere_isNoted() {
    Resolved resolved =
        TemplateCase.resolve(
            """
            {"resources": [
               {"type": "Microsoft.Resources/deployments", "name": "a",
                "properties": {"templateLink": {"uri": "https://host/t.json"}}},
               {"type": "Microsoft.Resources/deployments", "name": "b",
                "properties": {
                  "templateLink": {"relativePath": "[deployment().properties.x]"}}},
               {"type": "Microsoft.Resources/deployments", "name": "c", "properties": {}},
               {"type": "Microsoft.Resources/templateSpecs/versions", "name": "d/1"},
               {"type": "Microsoft.Graph/groups@v1.0", "extension": "graph", "properties": {}},
               {"name": "e"},
               "f"]}
            """);

    assertThat(resolved.resources()).isEmpty();
    assertThat(resolved.notes())
        .containsExactly(
            "resources[0].properties.templateLink (line 3): the linked template"
                + " 'https://host/t.json' is not read; the resource is left out",
            "resources[1].properties.templateLink (line 5): the linked template"
                + " [deployment().properties.x] is not read; the resource is left out",
            "resources[2] (line 7): the deployment has no inline template; the resource is left"
                + " out",
            "resources[3] (line 8): resources of Microsoft.Resources/templateSpecs/versions are"
                + " not read; the resource is left out",
            "resources[4] (line 9): resources of an extension are not supported; the resource is"
                + " left out",
            "resources[5].type (line 10): the type is not known; the resource is left out",
            "resources[6] (line 1): this is not an object; the resource is left out");
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          deploymentTemplate                | ''                              | /subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/template
          subscriptionDeploymentTemplate    | ''                              | /subscriptions/00000000-0000-0000-0000-000000000000
          subscriptionDeploymentTemplate    | 'resourceGroup': 'g',           | /subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/g
          managementGroupDeploymentTemplate | ''                              | /providers/Microsoft.Management/managementGroups/template
          managementGroupDeploymentTemplate | 'subscriptionId': 's',          | /subscriptions/s
          tenantDeploymentTemplate          | ''                              | ``
          tenantDeploymentTemplate          | 'scope': 'Microsoft.Management/managementGroups/m', | /providers/Microsoft.Management/managementGroups/m
          tenantDeploymentTemplate          | 'scope': '/subscriptions/s/resourceGroups/g', | /subscriptions/s/resourceGroups/g
          managementGroupDeploymentTemplate | 'scope': '/',                   | ``
          """)
  void scope_ofSchemaAndDeployment(String schema, String members, String scope) {
    String template =
        """
        {"$schema": "https://schema.management.azure.com/schemas/2019-08-01/%s.json#",
         "resources": [{
           "type": "Microsoft.Resources/deployments", "name": "d", %s
           "properties": {"template": {"resources": [{"type": "A.B/c", "name": "n"}]}}}]}
        """
            .formatted(schema, members.equals("''") ? "" : members.replace('\'', '"'));

    assertThat(TemplateCase.shown(TemplateCase.resolve(template), 0, "id"))
        .isEqualTo("'" + scope + "/providers/A.B/c/n'");
  }

  @Test
  void unknownGroup_leavesIdsOpen() {
    Resolved resolved =
        TemplateCase.resolve(
            """
            {"parameters": {"group": {"type": "string"}},
             "resources": [{
               "type": "Microsoft.Resources/deployments", "name": "d",
               "resourceGroup": "[parameters('group')]",
               "properties": {"template": {"resources": [{"type": "A.B/c", "name": "n"}]}}}]}
            """);

    assertThat(TemplateCase.shown(resolved, 0, "id")).isEqualTo("<parameter 'group' has no value>");
  }

  @Test
  void bicep_symbolicNamesAndModules() {
    Resolved resolved =
        TemplateCase.resolve(
            """
            {"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
             "languageVersion": "2.0",
             "definitions": {"t": {"type": "object"}},
             "parameters": {"sku": {"type": "string", "nullable": true}},
             "resources": {
               "vault": {"existing": true, "type": "Microsoft.KeyVault/vaults", "name": "kv"},
               "cluster": {
                 "type": "Microsoft.ContainerService/managedClusters", "name": "aks",
                 "apiVersion": "2024-05-01",
                 "sku": {"name": "Base", "tier": "[coalesce(parameters('sku'), 'Standard')]"},
                 "properties": {"id": "[resourceInfo('vault').id]",
                                "key": "[reference('vault').vaultUri]"}},
               "lock": {
                 "type": "Microsoft.Authorization/locks", "name": "keep",
                 "scope": "[resourceId('Microsoft.ContainerService/managedClusters', 'aks')]"},
               "module": {
                 "type": "Microsoft.Resources/deployments", "name": "m",
                 "apiVersion": "2022-09-01",
                 "properties": {
                   "expressionEvaluationOptions": {"scope": "inner"}, "mode": "Incremental",
                   "parameters": {"size": {"value": 3}, "zones": "[if(equals(1, 2), createObject('value', createArray()), createObject('value', null()))]"},
                   "template": {
                     "languageVersion": "2.0",
                     "parameters": {"size": {"type": "int"},
                                    "zones": {"type": "array", "defaultValue": ["1"]}},
                     "resources": {"pool": {
                       "type": "Microsoft.ContainerService/managedClusters/agentPools",
                       "name": "[format('{0}/{1}', 'aks', 'np')]",
                       "properties": {"count": "[parameters('size')]",
                                      "availabilityZones": "[parameters('zones')]"}}}}}}}}
            """);

    String cluster =
        SUBSCRIPTION
            + "/resourceGroups/template/providers/Microsoft.ContainerService/managedClusters/aks";
    assertThat(resolved.resources())
        .extracting(each -> each.string("id").orElse(""))
        .containsExactly(
            cluster,
            cluster + "/providers/Microsoft.Authorization/locks/keep",
            cluster + "/agentPools/np");
    assertThat(TemplateCase.shown(resolved, 0, "sku"))
        .isEqualTo("{name: 'Base', tier: 'Standard'}");
    assertThat(TemplateCase.shown(resolved, 0, "properties"))
        .isEqualTo(
            "{id: '"
                + SUBSCRIPTION
                + "/resourceGroups/template/providers/Microsoft.KeyVault/vaults/kv',"
                + " key: <[reference('vault').vaultUri] is known only to a deployment>}");
    assertThat(TemplateCase.shown(resolved, 2, "properties"))
        .isEqualTo("{count: 3, availabilityZones: ['1']}");
    assertThat(resolved.notes())
        .containsExactly(
            "resources.cluster.properties.key (line 11): [reference('vault').vaultUri] is known"
                + " only to a deployment");
  }
}
