package io.aksguard.remediation;

import io.aksguard.cluster.Sha256;
import io.aksguard.control.Wanted;
import io.aksguard.evidence.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is wanted changed, as a digest: an approval of one wish is none of another. */
final class Wish {
  private Wish() {}

  /** Of the resources, members and values, and of the actions; not of the order of the steps. */
  static String of(List<Wanted> steps) {
    List<String> lines = new ArrayList<>();
    for (Wanted step : steps) {
      String resource = step.resource().key() + '|';
      step.set()
          .forEach(
              each ->
                  lines.add(resource + path(each.path()) + '=' + JsonWriter.text(each.value())));
      step.remove().forEach(path -> lines.add(resource + path(path)));
      if (!step.call().isEmpty()) {
        lines.add(resource + step.call());
      }
    }
    return together(lines);
  }

  /** Of all that these want. */
  static String ofFixes(List<Fix> fixes) {
    return together(fixes.stream().flatMap(fix -> fix.wishes().stream()).toList());
  }

  /** Of several wishes. */
  static String together(List<String> wishes) {
    return Sha256.hex(String.join("\n", wishes.stream().distinct().sorted().toList()));
  }

  private static String path(Object path) {
    return path.toString().toLowerCase(Locale.ROOT);
  }
}
