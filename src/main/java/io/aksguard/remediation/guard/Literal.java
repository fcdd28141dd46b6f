package io.aksguard.remediation.guard;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How a language writes values, on one line. */
enum Literal {
  /** Terraform's. */
  HCL(" = ", "\"") {
    @Override
    String escaped(String text) {
      return text.replace("\"", "\\\"").replace("${", "$${").replace("%{", "%%{");
    }
  },
  BICEP(": ", "'") {
    @Override
    String escaped(String text) {
      return text.replace("'", "\\'").replace("${", "\\${");
    }
  };

  private final String is;
  private final String quote;

  Literal(String is, String quote) {
    this.is = is;
    this.quote = quote;
  }

  abstract String escaped(String text);

  /** A value of plain or evidence maps, lists and scalars. */
  String of(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      String members =
          map.entrySet().stream()
              .map(entry -> member(String.valueOf(entry.getKey()), of(entry.getValue())))
              .collect(Collectors.joining(", "));
      return members.isEmpty() ? "{}" : "{ " + members + " }";
    }
    if (value instanceof List<?> list) {
      return list.stream().map(this::of).collect(Collectors.joining(", ", "[", "]"));
    }
    return value == null || value instanceof Number || value instanceof Boolean
        ? String.valueOf(value)
        : text(String.valueOf(value));
  }

  String member(String name, String value) {
    return (name.matches("[A-Za-z_][A-Za-z0-9_]*") ? name : text(name)) + is + value;
  }

  private String text(String text) {
    String oneLine = text.replace("\\", "\\\\").replace("\r", "\\r").replace("\n", "\\n");
    return quote + escaped(oneLine) + quote;
  }
}
