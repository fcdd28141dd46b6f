package io.aksguard.control;

import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.Evidence;
import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonValue;
import io.aksguard.evidence.Resource;
import io.aksguard.evidence.Source;
import io.aksguard.evidence.join.Inventory;
import io.aksguard.evidence.join.Joiner;
import io.aksguard.evidence.kubernetes.ClusterObjects;
import io.aksguard.yaml.Problem;
import io.aksguard.yaml.YamlFile;
import io.aksguard.yaml.YamlNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One case of a control: ARM resources as an export has them and Kubernetes objects as kubectl
 * shows them, joined as an audit joins them, and the results that they must give. {@code $SUB},
 * {@code $RG} and {@code $CLUSTER} stand for ids.
 */
public final class CaseFile {
  private static final String SUB = "/subscriptions/00000000-0000-0000-0000-000000000000";
  private static final String RG = SUB + "/resourceGroups/rg";
  private static final String CLUSTER =
      RG + "/providers/Microsoft.ContainerService/managedClusters/aks";
  private static final Instant AT = Instant.parse("2026-11-23T00:00:00Z");
  private static final Set<String> GIVEN =
      Set.of("cluster", "resources", "kubernetes", "missing", "partial", "params", "at");
  private static final Set<String> THEN = Set.of("subject", "status", "message");

  private final YamlNode given;
  private final YamlNode then;
  private final String file;
  private final String source;

  private CaseFile(String file, String source, YamlNode given, YamlNode then) {
    this.file = file;
    this.source = source;
    this.given = given;
    this.then = then;
  }

  /** The case, or empty after adding to {@code problems} what is wrong with it. */
  public static Optional<CaseFile> read(String file, String text, List<Problem> problems) {
    int before = problems.size();
    String filled = text.replace("$SUB", SUB).replace("$RG", RG).replace("$CLUSTER", CLUSTER);
    Optional<YamlNode> root = YamlFile.parse(file, filled, problems);
    root.ifPresent(
        node -> {
          Map<String, YamlNode> members = node.members(Set.of("given", "then"));
          if (members.size() < 2) {
            node.report("a case has 'given' and 'then'");
            return;
          }
          node.member("given").members(GIVEN);
          expectations(node.member("then")).forEach(each -> each.members(THEN));
        });
    return problems.size() == before
        ? root.map(node -> new CaseFile(file, text, node.member("given"), node.member("then")))
        : Optional.empty();
  }

  /** Which of the kinds of case this is, by its file's name: {@code fail-basic.yaml} is a fail. */
  public String kind() {
    String name = file.substring(file.lastIndexOf('/') + 1).replace(".yaml", "");
    return name;
  }

  /** The file's text. */
  public String source() {
    return source;
  }

  /** The results that the control gives, each as it stands under {@code then}. */
  public List<String> actual(Control control, Catalogue catalogue) {
    Assessor assessor =
        new Assessor(
            List.of(control), catalogue.tables(), JsonObject.of(parameters(catalogue)), at());
    return assessor.assess(evidence(given())).stream().map(CaseFile::shown).toList();
  }

  /** Values of all parameters, with those that the case sets. */
  public Map<String, Object> parameters(Catalogue catalogue) {
    Map<String, Object> values = new TreeMap<>(catalogue.defaults());
    section("params")
        .ifPresent(
            params -> params.members().forEach((k, v) -> values.put(k, JsonValue.of(v.value()))));
    return values;
  }

  /** The instant that the case is judged at. */
  public Instant at() {
    return section("at").map(node -> Instant.parse(node.text())).orElse(AT);
  }

  /** The results that the case wants. */
  public List<String> expected() {
    List<String> wanted = new ArrayList<>();
    for (YamlNode each : expectations(then)) {
      Map<String, YamlNode> members = each.members();
      String status = members.containsKey("status") ? each.member("status").text() : "";
      String message = members.containsKey("message") ? each.member("message").text() : "";
      String subject = members.containsKey("subject") ? each.member("subject").text() : "";
      wanted.add(shown(status, subject, message));
    }
    return wanted;
  }

  /** Where a difference is reported. */
  public void report(String message) {
    then.report(message);
  }

  private static List<YamlNode> expectations(YamlNode then) {
    return then.isSequence() ? then.items() : List.of(then);
  }

  private static String shown(Result result) {
    boolean speaks =
        result.verdict().status() == Status.FAIL || result.verdict().status() == Status.UNKNOWN;
    return shown(
        result.verdict().status().name(),
        result.subject(),
        speaks ? result.verdict().message() : "");
  }

  private static String shown(String status, String subject, String message) {
    return status
        + (subject.isEmpty() ? "" : " [" + subject + "]")
        + (message.isEmpty() ? "" : ": " + message);
  }

  private Optional<YamlNode> section(String name) {
    return Optional.ofNullable(given.members().get(name));
  }

  /**
   * The bodies that the case is about.
   *
   * @param cluster the cluster's
   * @param resources those of everything else in Azure
   * @param kubernetes its Kubernetes objects; null where nobody has read any
   */
  public record Given(
      JsonObject cluster, List<JsonObject> resources, @Nullable List<JsonObject> kubernetes) {

    /** Of a cluster that nobody has looked into. */
    public Given(JsonObject cluster, List<JsonObject> resources) {
      this(cluster, resources, null);
    }
  }

  /** The bodies as the case gives them. */
  public Given given() {
    JsonObject body =
        section("cluster")
            .map(node -> (JsonObject) JsonValue.of(node.value()))
            .orElse(JsonObject.of(Map.of("properties", JsonObject.of(Map.of()))));
    body = withDefault(body, "id", CLUSTER);
    body = withDefault(body, "name", "aks");
    body = withDefault(body, "location", "westeurope");
    return new Given(
        body, bodies("resources").orElse(List.of()), bodies("kubernetes").orElse(null));
  }

  private Optional<List<JsonObject>> bodies(String member) {
    return section(member)
        .map(
            node ->
                node.items().stream()
                    .map(item -> (JsonObject) JsonValue.of(item.value()))
                    .toList());
  }

  /** What an audit knows where these are the bodies. */
  public Evidence evidence(Given bodies) {
    Inventory inventory = new Inventory();
    bodies.resources().forEach(body -> inventory.add(resource(body)));
    if (bodies.kubernetes() != null) {
      ClusterObjects objects = new ClusterObjects();
      bodies.kubernetes().forEach(body -> objects.add(body, AT, Source.FILE));
      inventory.add(new ArmId(CLUSTER), objects);
    }
    Map<String, Gap> gaps = new LinkedHashMap<>();
    for (String missing : names("missing")) {
      gaps.put(missing, new Gap("section '" + missing + "' was not in the input"));
    }
    Set<String> complete = new TreeSet<>(Evidence.SECTIONS);
    names("partial").forEach(complete::remove);
    Resource cluster = new Resource(new ArmId(CLUSTER), Resource.CLUSTER, bodies.cluster(), AT);
    return new Joiner(inventory, false).evidence(cluster, complete, gaps);
  }

  private List<String> names(String member) {
    return section(member).map(YamlNode::items).orElse(List.of()).stream()
        .map(YamlNode::text)
        .toList();
  }

  private static Resource resource(JsonObject body) {
    ArmId id = new ArmId(body.string("id").orElse("/missing-id"));
    String type = body.string("type").or(id::type).orElse("").toLowerCase(Locale.ROOT);
    return new Resource(id, type, withDefault(body, "name", id.name()), AT);
  }

  private static JsonObject withDefault(JsonObject body, String key, Object value) {
    return body.raw(key) == null ? body.with(key, value) : body;
  }

  /** What a list of results looks like in a message. */
  static String shown(List<String> results) {
    return results.size() == 1 ? results.get(0) : JsonArray.of(results).known().toString();
  }
}
