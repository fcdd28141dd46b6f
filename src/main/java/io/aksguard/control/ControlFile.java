package io.aksguard.control;

import io.aksguard.yaml.Problem;
import io.aksguard.yaml.YamlFile;
import io.aksguard.yaml.YamlNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** A control.yaml as read: the definition, and its members with their places for later problems. */
record ControlFile(Definition definition, YamlNode root, Map<String, YamlNode> members) {
  private static final Set<String> KEYS =
      Set.of(
          "id",
          "title",
          "practice",
          "severity",
          "why",
          "sources",
          "peers",
          "frameworks",
          "sections",
          "applies",
          "forEach",
          "as",
          "where",
          "subject",
          "expect",
          "seen",
          "message",
          "sensitive",
          "remedy");
  private static final Pattern NAME = Pattern.compile("[a-z][A-Za-z0-9]*");
  private static final Pattern ID = Pattern.compile("[a-z0-9]++(?:-[a-z0-9]++)*+");
  private static final Pattern PRACTICE = Pattern.compile("[0-9]+\\.[0-9]+");

  /** Where the member stands; of one that is left out, where the file begins. */
  YamlNode at(String member) {
    return members.getOrDefault(member, root);
  }

  /**
   * @param file the name that problems bear
   * @param folder the name of the folder, which the id must equal
   */
  static Optional<ControlFile> read(
      String file, String folder, String text, List<Problem> problems) {
    int before = problems.size();
    Optional<YamlNode> root = YamlFile.parse(file, text, problems);
    if (root.isEmpty()) {
      return Optional.empty();
    }
    Reading reading = new Reading(root.get());
    Definition definition = reading.definition(folder);
    return problems.size() == before
        ? Optional.of(new ControlFile(definition, root.get(), reading.members))
        : Optional.empty();
  }

  private static final class Reading {
    private final YamlNode root;
    private final Map<String, YamlNode> members;

    private Reading(YamlNode root) {
      this.root = root;
      this.members = root.members(KEYS);
    }

    private Definition definition(String folder) {
      String id = required("id");
      check("id", ID, "an id is lower-case words joined by '-'");
      if (!id.isEmpty() && !id.equals(folder)) {
        members
            .getOrDefault("id", root)
            .report("the id must be the folder's name, '" + folder + "'");
      }
      required("practice");
      check("practice", PRACTICE, "a practice is written as \"1.1\", in quotes");
      String forEach = text("forEach");
      if (!forEach.isEmpty()) {
        required("as");
        required("subject");
        check("as", NAME, "a name begins with a small letter and has letters and digits");
      }
      return new Definition(
          id,
          required("title"),
          text("practice"),
          severity(),
          required("why"),
          list("sources", Reading::source),
          list("peers", YamlNode::text),
          frameworks(),
          list("sections", YamlNode::text),
          text("applies"),
          forEach,
          text("as"),
          text("where"),
          text("subject"),
          required("expect"),
          required("seen"),
          required("message"),
          members.containsKey("sensitive") && text("sensitive").equals("true"),
          remedy());
    }

    private String required(String key) {
      if (!members.containsKey(key)) {
        root.report("'" + key + "' is missing");
      }
      return text(key);
    }

    private String text(String key) {
      YamlNode node = members.get(key);
      return node == null ? "" : node.text().strip();
    }

    private void check(String key, Pattern form, String rule) {
      YamlNode node = members.get(key);
      if (node != null && !form.matcher(node.text()).matches()) {
        node.report(rule);
      }
    }

    private Severity severity() {
      Optional<Severity> severity = Severity.of(required("severity"));
      if (severity.isEmpty() && members.containsKey("severity")) {
        members.get("severity").report("severity is one of high, medium, low");
      }
      return severity.orElse(Severity.LOW);
    }

    private <T> List<T> list(String key, Function<YamlNode, T> item) {
      YamlNode node = members.get(key);
      return node == null ? List.of() : node.items().stream().map(item).toList();
    }

    private static Source source(YamlNode node) {
      Map<String, YamlNode> source = node.members(Set.of("name", "ref"));
      if (!source.containsKey("name") || !source.containsKey("ref")) {
        node.report("a source has 'name' and 'ref'");
        return new Source("", "");
      }
      return new Source(source.get("name").text(), source.get("ref").text());
    }

    private Map<String, List<String>> frameworks() {
      Map<String, List<String>> frameworks = new LinkedHashMap<>();
      YamlNode node = members.get("frameworks");
      if (node != null) {
        node.members()
            .forEach(
                (id, numbers) ->
                    frameworks.put(id, numbers.items().stream().map(YamlNode::text).toList()));
      }
      return frameworks;
    }

    private Remedy remedy() {
      YamlNode node = members.get("remedy");
      if (node == null) {
        root.report("'remedy' is missing");
        return new Remedy("manual", "none", "");
      }
      return RemedyReader.read(node);
    }
  }
}
