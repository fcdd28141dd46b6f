package io.aksguard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The cases of other tools under ../shared/samples, with the verdicts that those tools expect. */
final class PeerCases {
  private PeerCases() {}

  /**
   * One case.
   *
   * @param peers the names by which a control may map the rule
   * @param name of the case in our lists
   * @param subject the one subject that is judged; empty for all
   */
  record Case(
      String rule,
      List<String> peers,
      String name,
      String expected,
      String config,
      Path file,
      String subject) {}

  static List<Case> of(String corpus) throws IOException {
    return switch (corpus) {
      case "psrule" -> psrule();
      case "checkov-arm" -> checkov();
      case "kubescape" -> kubescape();
      default -> throw new IllegalArgumentException(corpus);
    };
  }

  private static List<Case> psrule() throws IOException {
    Path folder = SharedSamples.folder("psrule");
    List<Case> cases = new ArrayList<>();
    for (List<String> row : csv(folder.resolve("expected.csv"))) {
      String rule = row.get(0);
      String resource = row.get(1);
      String config =
          row.get(4).equals("name/dnsPrefix equals resource_name") ? "default" : row.get(4);
      Path file =
          switch (row.get(3)) {
            case "resources" -> folder.resolve("resources/" + resource + ".json");
            case "template" -> folder.resolve("template-expanded/" + resource + ".json");
            default -> named(rule, resource);
          };
      String name =
          resource
              + (row.get(3).equals("synthetic-name") || config.equals("default")
                  ? ""
                  : " " + config);
      cases.add(new Case(rule, List.of("PSRule:" + rule), name, row.get(2), config, file, ""));
    }
    return cases;
  }

  /** A cluster of that name; for pool rules one with a pool of that name. */
  private static Path named(String rule, String name) throws IOException {
    boolean pool = rule.contains("Pool");
    String mode = rule.contains("SystemPool") ? "System" : "User";
    String pools =
        pool
            ? ",\"agentPoolProfiles\":[{\"name\":\"%s\",\"mode\":\"%s\"}]".formatted(name, mode)
            : "";
    Path file = Files.createTempFile("named", ".json");
    file.toFile().deleteOnExit();
    Files.writeString(
        file,
        """
        {"name":"%s","type":"Microsoft.ContainerService/managedClusters","properties":{"dnsPrefix":"%s"%s}}
        """
            .formatted(pool ? "aks-1" : name, pool ? "aks-1" : name, pools));
    return file;
  }

  private static List<Case> checkov() throws IOException {
    Path folder = SharedSamples.folder("checkov-arm");
    List<Case> cases = new ArrayList<>();
    for (List<String> row : csv(folder.resolve("expected.csv"))) {
      String resource = row.get(2);
      boolean pool = resource.contains("/agentPools.");
      cases.add(
          new Case(
              row.get(0),
              List.of("Checkov:" + row.get(0)),
              row.get(1),
              row.get(3),
              "default",
              folder.resolve("templates").resolve(row.get(1)),
              pool ? resource.substring(resource.lastIndexOf('.') + 1) : ""));
    }
    return cases;
  }

  private static List<Case> kubescape() throws IOException {
    Path folder = SharedSamples.folder("kubescape");
    Map<String, List<String>> controls =
        csv(folder.resolve("controls.csv")).stream()
            .collect(
                Collectors.groupingBy(
                    row -> row.get(2),
                    Collectors.mapping(row -> "Kubescape:" + row.get(0), Collectors.toList())));
    List<Case> cases = new ArrayList<>();
    for (List<String> row : csv(folder.resolve("expected.csv"))) {
      if (row.get(6).equals("aks-control-plane")) {
        Path input = folder.resolve(row.get(0)).resolve(row.get(1)).resolve("input");
        List<String> peers = controls.getOrDefault(row.get(0), List.of());
        cases.add(new Case(row.get(0), peers, row.get(1), row.get(2), "default", input, ""));
      }
    }
    return cases;
  }

  /** The rows below the heading; cells in quotes may hold commas and doubled quotes. */
  private static List<List<String>> csv(Path file) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    for (String line : Files.readAllLines(file).subList(1, Files.readAllLines(file).size())) {
      List<String> cells = new ArrayList<>();
      StringBuilder cell = new StringBuilder();
      boolean quoted = false;
      for (char c : line.toCharArray()) {
        if (c == '"') {
          quoted = !quoted;
        } else if (c == ',' && !quoted) {
          cells.add(cell.toString());
          cell.setLength(0);
        } else {
          cell.append(c);
        }
      }
      cells.add(cell.toString());
      rows.add(cells);
    }
    return rows;
  }
}
