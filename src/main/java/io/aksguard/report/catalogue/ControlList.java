package io.aksguard.report.catalogue;

import io.aksguard.control.Control;
import io.aksguard.control.Definition;
import io.aksguard.control.Remedy;
import io.aksguard.evidence.JsonWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Controls as a list: for people a line each, for programs JSON. */
public final class ControlList {
  private ControlList() {}

  /** Columns, with a head and a last line that counts. */
  public static String table(List<Control> controls) {
    int widest = controls.stream().mapToInt(c -> c.id().length()).max().orElse(0);
    String form = "%-" + Math.max(widest, "control".length()) + "s  %-8s  %-8s  %-9s  %s\n";
    StringBuilder table = new StringBuilder();
    table.append(form.formatted("control", "severity", "practice", "remedy", "title"));
    for (Control control : controls) {
      Definition d = control.definition();
      table.append(
          form.formatted(d.id(), d.severity().word(), d.practice(), d.remedy().mode(), d.title()));
    }
    return table
        .append(controls.size())
        .append(controls.size() == 1 ? " control\n" : " controls\n")
        .toString();
  }

  /** An array with an object for each control, on a line of its own. */
  public static String json(List<Control> controls) {
    return controls.stream()
        .map(control -> JsonWriter.text(members(control)))
        .collect(Collectors.joining(",\n", "[\n", "\n]\n"));
  }

  private static Map<String, Object> members(Control control) {
    Definition d = control.definition();
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("id", d.id());
    members.put("version", control.version());
    members.put("title", d.title());
    members.put("practice", d.practice());
    members.put("severity", d.severity().word());
    members.put("sections", d.sections());
    members.put("peers", d.peers());
    members.put("frameworks", d.frameworks());
    members.put("remedy", remedy(d.remedy()));
    return members;
  }

  private static Map<String, Object> remedy(Remedy remedy) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("mode", remedy.mode());
    members.put("impact", remedy.impact());
    members.put("how", remedy.how());
    return members;
  }
}
