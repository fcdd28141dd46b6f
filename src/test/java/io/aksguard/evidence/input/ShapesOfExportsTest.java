package io.aksguard.evidence.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shapes that one resource can come in: all of them are the same resource. */
class ShapesOfExportsTest {
  private static final String ID =
      "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets/n";
  private static final String BODY =
      "{'id':'$ID','name':'n','type':'Microsoft.Network/virtualNetworks/subnets','properties':{'addressPrefix':'10.0.0.0/8'}}";

  @TempDir private Path folder;
  private final List<String> found = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final List<String> others = new ArrayList<>();

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ARM body              | x.json   | $BODY
          ARM list              | x.json   | {'value':[$BODY]}
          empty last link       | x.json   | {'value':[$BODY],'nextLink':''}
          array                 | x.json   | [$BODY]
          Resource Graph page   | x.json   | {'count':1,'total_records':1,'skip_token':null,'data':[$BODY]}
          old Resource Graph    | x.json   | {'data':{'columns':[]},'body':$BODY}
          REST example          | x.json   | {'parameters':{'api-version':'2024-01-01'},'responses':{'200':{'body':$BODY}}}
          recorded answer       | x.json   | {'status_code':200,'headers':{},'body':{'value':[$BODY]}}
          recording of a graph  | x.json   | {'body':{'data':[$BODY]}}
          describe document     | x.json   | {'apiVersion':'v1','kind':'Describe','metadata':{},'data':$BODY}
          NDJSON                | x.ndjson | $BODY
          YAML                  | x.yaml   | $BODY
          YAML list             | x.yml    | - $BODY
          az output             | x.json   | [{'id':'$ID','name':'n','type':'Microsoft.Network/virtualNetworks/subnets','resourceGroup':'g','addressPrefix':'10.0.0.0/8'}]
          az output of id alone | x.json   | {'id':'$ID','name':'n','addressPrefix':'10.0.0.0/8'}
          type in other casing  | x.json   | {'id':'$ID','name':'n','type':'microsoft.network/VIRTUALNETWORKS/Subnets','properties':{'addressPrefix':'10.0.0.0/8'}}
          """)
  void everyShape_isTheSameResource(String name, String file, String text) throws IOException {
    read(file, text);

    assertThat(found).containsExactly(ID + " microsoft.network/virtualnetworks/subnets 10.0.0.0/8");
    assertThat(notes).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          next link            | {'value':[$BODY],'nextLink':'https://x'}
          OData link           | {'@odata.nextLink':'https://x','value':[$BODY]}
          skip token           | {'data':[$BODY],'$skipToken':'abc'}
          truncated result     | {'data':[$BODY],'resultTruncated':'true'}
          fewer than there are | {'data':[$BODY],'count':1,'totalRecords':2}
          inner link           | {'body':{'value':[$BODY],'nextLink':'https://x'}}
          """)
  void pageThatGoesOn_isNoted(String name, String text) throws IOException {
    read("x.json", text);

    assertThat(found).hasSize(1);
    assertThat(notes).singleElement().asString().startsWith("the list goes on");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          child in short     | {'type':'subnets','name':'n'}                                                     | $V/subnets/n
          child in full      | {'type':'Microsoft.Network/virtualNetworks/subnets','name':'v/n'}                 | $V/subnets/n
          child's own id     | {'type':'subnets','name':'n','id':'$V/subnets/N'}                                 | $V/subnets/N
          lock               | {'type':'Microsoft.Authorization/locks','name':'l'}                               | $V/providers/Microsoft.Authorization/locks/l
          setting            | {'type':'Microsoft.Insights/diagnosticSettings','name':'d','id':'/elsewhere/x/d'} | $V/providers/Microsoft.Insights/diagnosticSettings/d
          only shown with it | {'type':'Microsoft.Network/routeTables','name':'r','id':'/subscriptions/s/r'}     | /subscriptions/s/r
          """)
  void nestedResource_belongsToWhatItIsNestedIn(String name, String child, String id)
      throws IOException {
    String network =
        "{'id':'$V','name':'v','type':'Microsoft.Network/virtualNetworks','properties':{},'resources':[$CHILD]}";
    String parent = ID.substring(0, ID.indexOf("/subnets"));

    read("x.json", network.replace("$CHILD", child).replace("$V", parent));

    assertThat(found).hasSize(2);
    assertThat(found.get(1)).startsWith(id.replace("$V", parent) + " ");
  }

  @ParameterizedTest
  @CsvSource({
    "n,        /subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/none/providers/a.b/cs/unnamed/ds/n",
    "m/n,      /subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/none/providers/a.b/cs/m/ds/n"
  })
  void resourceWithoutId_getsOneOfItsTypeAndName(String name, String id) throws IOException {
    read("x.json", "{'type':'A.B/Cs/ds','name':'%s','properties':{}}".formatted(name));

    assertThat(found).singleElement().asString().startsWithIgnoringCase(id + " ");
  }

  @Test
  void rowsAboutAResource_areKnownByTheirMembers() throws IOException {
    read(
        "x.json",
        "[{'complianceState':'Compliant','policyAssignmentId':'/p','resourceId':'/subscriptions/S/x'},"
            + "{'operationName':{'value':'w'},'eventTimestamp':'t','resourceId':'/subscriptions/S/x'}]");

    assertThat(found)
        .containsExactly(
            "/subscriptions/s/providers/microsoft.policyinsights/policystates/d41d8cd9-8f00-3204-a980-0998ecf8427e-0 microsoft.policyinsights/policystates -",
            "/subscriptions/s/providers/microsoft.insights/activitylogs/d41d8cd9-8f00-3204-a980-0998ecf8427e-1 microsoft.insights/activitylogs -");
  }

  @Test
  void azOutput_isRestoredAlsoInsideOfAResource() {
    JsonObject group =
        Envelope.unflatten(
            json(
                "{'id':'/g','name':'g','location':'l','securityRules':[{'id':'/G/securityRules/r','name':'r','access':'Deny','subnets':[{'id':'/other'}]},{'id':'/elsewhere/r','access':'Deny'}]}"));

    assertThat(group)
        .isEqualTo(
            json(
                "{'id':'/g','name':'g','location':'l','properties':{'securityRules':[{'id':'/G/securityRules/r','name':'r','properties':{'access':'Deny','subnets':[{'id':'/other'}]}},{'id':'/elsewhere/r','access':'Deny'}]}}"));
  }

  @Test
  void azOutput_hasTheTypeOfAPoolUnderAnotherName() {
    JsonObject pool =
        Envelope.unflatten(
            json("{'id':'/p','type':'a/pools','typePropertiesType':'AvailabilitySet','count':1}"));

    assertThat(pool)
        .isEqualTo(
            json("{'id':'/p','type':'a/pools','properties':{'type':'AvailabilitySet','count':1}}"));
  }

  @Test
  void templatesParametersAndKubernetesObjects_areNotResources() throws IOException {
    read(
        "x.json",
        "[{'contentVersion':'1.0.0.0','resources':[]},{'$schema':'x/deploymentParameters.json#','parameters':{}},"
            + "{'apiVersion':'v1','kind':'Pod'},{'a':1}]");

    assertThat(found).isEmpty();
    assertThat(others)
        .containsExactly(
            "template",
            "parameters",
            "Kubernetes object",
            "no Azure resource: it has neither a type nor an ARM id");
  }

  private void read(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.writeString(path, text.replace("$BODY", BODY).replace("$ID", ID).replace('\'', '"'));
    Identity identity = new Identity("");
    Documents.read(
        path,
        new Documents.Sink() {
          @Override
          public void page(Page head) {}

          @Override
          public void document(JsonObject document, Listing listing) {
            new Recognizer(new Sink(), identity, file).recognize(document);
          }

          @Override
          public void objectsMissing(String reason) {
            notes.add(reason);
          }

          @Override
          public void note(String note) {
            notes.add(note);
          }
        });
  }

  private static JsonObject json(String text) {
    return JsonReader.object(text.replace('\'', '"'));
  }

  private final class Sink implements Recognizer.Found {
    @Override
    public void resource(JsonObject body, ArmId id, String type) {
      String prefix = body.object("properties").flatMap(p -> p.string("addressPrefix")).orElse("-");
      found.add(id + " " + Identity.type(id, type) + " " + prefix);
    }

    @Override
    public void template(JsonObject template) {
      others.add("template");
    }

    @Override
    public void parameters(JsonObject parameters) {
      others.add("parameters");
    }

    @Override
    public void kubernetes(JsonObject object) {
      others.add("Kubernetes object");
    }

    @Override
    public void objectsMissing(String reason) {
      notes.add(reason);
    }

    @Override
    public void cut(String reason) {
      notes.add(reason);
    }

    @Override
    public void other(String what) {
      others.add(what);
    }
  }
}
