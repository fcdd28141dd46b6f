package io.aksguard.evidence.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.evidence.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateResourceTest {
  private static final String GROUP =
      "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/template";

  @Test
  void resource_asAReadOfItWouldAnswer() {
    Resolved resolved =
        TemplateCase.resolve(
            """
            {"parameters": {"name": {"type": "string"}, "size": {"defaultValue": 3}},
             "resources": [{
               "type": "Microsoft.ContainerService/managedClusters",
               "apiVersion": "2024-05-01",
               "name": "[parameters('name')]",
               "location": "westeurope",
               "dependsOn": ["x"],
               "comments": "y",
               "properties": {
                 "agentPoolProfiles": [{"name": "p", "count": "[parameters('size')]"}],
                 "dnsPrefix": "[null()]"}}]}
            """,
            "{\"Name\": {\"value\": \"one\"}}");

    assertThat(TemplateCase.shown(resolved.resources().get(0)))
        .isEqualTo(
            "{id: '"
                + GROUP
                + "/providers/Microsoft.ContainerService/managedClusters/one',"
                + " type: 'Microsoft.ContainerService/managedClusters', name: 'one',"
                + " apiVersion: '2024-05-01', location: 'westeurope',"
                + " properties: {agentPoolProfiles: [{name: 'p', count: 3}]}}");
    assertThat(resolved.notes()).isEmpty();
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "-",
      textBlock =
          """
          A.B/c           | x                | -                                  | /subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/template/providers/A.B/c/x | A.B/c | x
          A.B/c/d         | x/y              | -                                  | /subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/template/providers/A.B/c/x/d/y | A.B/c/d | y
          E.F/locks       | l                | /subscriptions/s/resourceGroups/g  | /subscriptions/s/resourceGroups/g/providers/E.F/locks/l | E.F/locks | l
          E.F/locks       | l                | A.B/c/x                            | /subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/template/providers/A.B/c/x/providers/E.F/locks/l | E.F/locks | l
          E.F/policies    | p                | /                                  | /providers/E.F/policies/p | E.F/policies | p
          A.B/c/providers/diagnosticSettings | x/Microsoft.Insights/s | - | /subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/template/providers/A.B/c/x/providers/Microsoft.Insights/diagnosticSettings/s | Microsoft.Insights/diagnosticSettings | s
          """)
  void id_ofTypeNameAndScope(
      String type, String name, String scope, String id, String fullType, String shortName) {
    String extended = scope == null ? "" : ", \"scope\": \"" + scope + "\"";
    JsonObject resource =
        TemplateCase.resolve(
                "{\"resources\": [{\"type\": \"%s\", \"name\": \"%s\"%s}]}"
                    .formatted(type, name, extended))
            .resources()
            .get(0);

    assertThat(resource.string("id")).contains(id);
    assertThat(resource.string("type")).contains(fullType);
    assertThat(resource.string("name")).contains(shortName);
    assertThat(resource.raw("scope")).isNull();
  }

  @Test
  void name_thatDoesNotFitItsType_leavesTheIdOpen() {
    Resolved resolved =
        TemplateCase.resolve("{\"resources\": [{\"type\": \"A.B/c/d\", \"name\": \"x\"}]}");

    assertThat(TemplateCase.shown(resolved, 0, "id"))
        .isEqualTo("<the name 'x' does not fit the type 'A.B/c/d'>");
    assertThat(resolved.notes())
        .containsExactly("resources[0].id (line 1): the name 'x' does not fit the type 'A.B/c/d'");
  }

  @Test
  void children_areFlat() {
    Resolved resolved =
        TemplateCase.resolve(
            """
            {"resources": [{
               "type": "Microsoft.ContainerService/managedClusters", "name": "c",
               "properties": {},
               "resources": [
                 {"type": "agentPools", "name": "p1"},
                 {"type": "Microsoft.ContainerService/managedClusters/agentPools",
                  "name": "[concat('c', '/p2')]"},
                 {"type": "providers/locks", "name": "Microsoft.Authorization/keep"},
                 {"type": "Microsoft.Network/virtualNetworks", "name": "v"}]}]}
            """);

    assertThat(resolved.resources())
        .extracting(each -> each.string("id").orElse("").replace(GROUP + "/providers", ""))
        .containsExactly(
            "/Microsoft.ContainerService/managedClusters/c",
            "/Microsoft.ContainerService/managedClusters/c/agentPools/p1",
            "/Microsoft.ContainerService/managedClusters/c/agentPools/p2",
            "/Microsoft.ContainerService/managedClusters/c/providers/Microsoft.Authorization/locks/keep",
            "/Microsoft.Network/virtualNetworks/v");
    assertThat(resolved.resources().get(0).raw("resources")).isNull();
    assertThat(TemplateCase.shown(resolved, 1, "name")).isEqualTo("'p1'");
  }

  @Test
  void condition_falseUnknownTrue() {
    Resolved resolved =
        TemplateCase.resolve(
            """
            {"parameters": {"on": {"type": "bool"}},
             "resources": [
               {"type": "A.B/c", "name": "no", "condition": false, "properties": {},
                "resources": [{"type": "d", "name": "child"}]},
               {"type": "A.B/c", "name": "yes", "condition": "[equals(1, 1)]", "properties": {}},
               {"type": "A.B/c", "name": "maybe", "apiVersion": "2024-01-01",
                "condition": "[parameters('on')]", "plan": {}, "properties": {"a": 1}}]}
            """);

    String doubt = "<whether it is deployed depends on [parameters('on')]>";
    assertThat(resolved.resources())
        .extracting(each -> each.string("name").orElse(""))
        .as("a condition does not reach children")
        .containsExactly("child", "yes", "maybe");
    JsonObject maybe = resolved.resources().get(2);
    assertThat(TemplateCase.shown(maybe.raw("properties"))).isEqualTo(doubt);
    assertThat(TemplateCase.shown(maybe.raw("sku"))).isEqualTo(doubt);
    assertThat(TemplateCase.shown(maybe.raw("plan"))).isEqualTo(doubt);
    assertThat(maybe.string("apiVersion")).contains("2024-01-01");
    assertThat(maybe.string("id")).contains(GROUP + "/providers/A.B/c/maybe");
    assertThat(resolved.notes())
        .containsExactly(
            "resources[2].condition (line 6): whether it is deployed depends on"
                + " [parameters('on')]: parameter 'on' has no value");
  }

  @Test
  void copy_ofResourcesAndProperties() {
    Resolved resolved =
        TemplateCase.resolve(
            """
            {"variables": {"zones": ["a", "b"]},
             "resources": [{
               "type": "A.B/c",
               "name": "[concat('n', copyIndex(1), variables('zones')[copyIndex('each')])]",
               "copy": {"name": "each", "count": "[length(variables('zones'))]"},
               "condition": "[not(equals(copyIndex('Each', 5), 7))]",
               "properties": {
                 "copy": [
                   {"name": "disks", "count": 2,
                    "input": {"lun": "[add(mul(copyIndex(), 10), copyIndex('disks'))]"}},
                   {"name": "none", "count": 0, "input": 1}],
                 "other": {"copy": "a value so named"}}}]}
            """);

    assertThat(TemplateCase.shown(resolved, 0, "name")).isEqualTo("'n1a'");
    assertThat(TemplateCase.shown(resolved, 1, "name")).isEqualTo("'n2b'");
    assertThat(TemplateCase.shown(resolved, 1, "properties"))
        .isEqualTo("{disks: [{lun: 10}, {lun: 11}], none: [], other: {copy: 'a value so named'}}");
    assertThat(resolved.notes()).isEmpty();
  }

  @Test
  void gaps_areNotedOnceWithTheirPlace() {
    Resolved resolved =
        TemplateCase.resolve(
            """
            {"parameters": {"secret": {"type": "securestring"}},
             "variables": {"v": {"a": "[reference('x').y]"}},
             "resources": [{
               "type": "A.B/c", "name": "[concat('n', copyIndex())]",
               "copy": {"name": "each", "count": 3},
               "properties": {
                 "list": [
                   "[parameters('secret')]"],
                 "v": "[variables('v')]"}}]}
            """,
            "{\"secret\": {\"reference\": {\"secretName\": \"s\"}}, \"typo\": {\"value\": 1}}");

    assertThat(resolved.resources()).hasSize(3);
    assertThat(TemplateCase.shown(resolved, 2, "properties"))
        .isEqualTo(
            "{list: [ + <parameter 'secret' is read from a key vault>],"
                + " v: {a: <[reference('x').y] is known only to a deployment>}}");
    assertThat(resolved.notes())
        .containsExactly(
            "the template (line 1): the parameter file sets 'typo', which the template does not"
                + " declare",
            "resources[0].properties.list[0] (line 7): parameter 'secret' is read from a key vault",
            "resources[0].properties.v (line 6): [reference('x').y] is known only to a deployment");
  }

  @Test
  void parameterValue_isNotAnExpression() {
    Resolved resolved =
        TemplateCase.resolve(
            """
            {"parameters": {"p": {"type": "object", "defaultValue": {}}},
             "resources": [{"type": "A.B/c", "name": "n",
                            "properties": "[parameters('p')]"}]}
            """,
            "{\"p\": {\"value\": {\"a\": \"[concat('x')]\"}}}");

    assertThat(TemplateCase.shown(resolved, 0, "properties")).isEqualTo("{a: '[concat('x')]'}");
  }

  @Test
  void oneVariableInTwoResources_knowsBothPlaces() {
    Resolved resolved =
        TemplateCase.resolve(
            """
            {"variables": {"v": {"a": {"b": 1}}},
             "resources": [
               {"type": "A.B/c", "name": "x", "properties": {"p": "[variables('v')]"}},
               {"type": "A.B/c", "name": "y", "properties": {"q": "[variables('v').a]"}}]}
            """);

    JsonObject second = resolved.resources().get(1);
    JsonObject shared = second.object("properties").flatMap(p -> p.object("q")).orElseThrow();
    assertThat(shared.path()).isEqualTo("properties.q");
    assertThat(shared.root()).isSameAs(second);
  }
}
