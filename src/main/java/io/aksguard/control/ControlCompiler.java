package io.aksguard.control;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelProtoAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelKind;
import io.aksguard.evidence.Evidence;
import io.aksguard.yaml.YamlNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes controls from definitions, with ASTs checked before where there are any. */
final class ControlCompiler {
  private static final Pattern SEEN =
      Pattern.compile("[a-z][A-Za-z0-9]*+(?:\\.[A-Za-z_][A-Za-z0-9_]*+)*+");
  private static final Set<CelKind> ANY = Set.of(CelKind.DYN, CelKind.ANY);

  private final Expressions expressions;
  private final Map<String, String> checked;
  private final Map<String, Planned> planned = new HashMap<>();

  /**
   * An expression that is right.
   *
   * @param gives the kind of its value; null where it is from the built catalogue
   */
  private record Planned(Expression expression, @Nullable CelKind gives) {}

  /**
   * @param checked ASTs in Base64 by {@link #key}; those compiled later are added
   */
  ControlCompiler(Expressions expressions, Map<String, String> checked) {
    this.expressions = expressions;
    this.checked = new TreeMap<>(checked);
  }

  /** All ASTs in Base64, to be stored with the built catalogue. */
  Map<String, String> checked() {
    return checked;
  }

  /** A control of the built catalogue, whose expressions are known to be right. */
  Control control(Definition definition, String version) {
    return control(definition, version, Map.of());
  }

  /** The control; mistakes are reported at the members' places, and then it must not be used. */
  Control control(Definition d, String version, Map<String, YamlNode> members) {
    Scope scope = new Scope(d.as(), members);
    return new Control(
        d,
        version,
        scope.expression("applies", d.applies(), CelKind.BOOL),
        scope.expression("forEach", d.forEach(), CelKind.LIST),
        scope.expression("where", d.where(), CelKind.BOOL),
        scope.expression("subject", d.subject(), CelKind.STRING),
        scope.always("expect", d.expect()),
        scope.seen(d.seen()),
        scope.message(d.message()),
        scope.remedy(d.remedy()));
  }

  private static String key(String element, String text) {
    return element + "\n" + text;
  }

  /** Compiles the texts of one control. */
  private final class Scope {
    private final String element;
    private final Map<String, YamlNode> members;

    private Scope(String element, Map<String, YamlNode> members) {
      this.element = element;
      this.members = members;
    }

    private @Nullable Expression expression(String member, String text, CelKind kind) {
      if (text.isEmpty()) {
        return null;
      }
      boolean ofElement = !member.equals("applies") && !member.equals("forEach");
      return compile(ofElement ? element : "", text, kind, members.get(member));
    }

    private Expression always(String member, String text) {
      return compile(element, text, CelKind.BOOL, members.get(member));
    }

    private CompiledRemedy remedy(Remedy remedy) {
      return CompiledRemedy.of(
          remedy,
          element,
          members.get("remedy"),
          (text, kind, node) -> compile(element, text, kind, node));
    }

    private List<String> seen(String path) {
      YamlNode node = members.get("seen");
      List<String> steps = List.of(path.split("\\.", -1));
      if (node != null) {
        if (!SEEN.matcher(path).matches()) {
          node.report("'seen' is a path such as cluster.properties.networkProfile");
        } else if (!steps.get(0).equals(element) && !Evidence.SECTIONS.contains(steps.get(0))) {
          node.report("'seen' begins with a section or the name in 'as'");
        }
      }
      return steps;
    }

    private List<Control.MessagePart> message(String template) {
      List<Control.MessagePart> parts = new ArrayList<>();
      YamlNode node = members.get("message");
      try {
        for (Message.Part part : Message.parts(template)) {
          if (!part.expression()) {
            parts.add(new Control.MessagePart(part.text(), null));
          } else if (part.text().equals("seen")) {
            parts.add(new Control.MessagePart(null, null));
          } else {
            parts.add(new Control.MessagePart(null, compile(element, part.text(), null, node)));
          }
        }
      } catch (IllegalArgumentException e) {
        if (node != null) {
          node.report(String.valueOf(e.getMessage()));
        }
      }
      return parts;
    }
  }

  private Expression compile(
      String element, String text, @Nullable CelKind kind, @Nullable YamlNode node) {
    String key = key(element, text);
    Planned known = planned.get(key);
    if (known == null) {
      String ast = checked.get(key);
      known =
          ast != null
              ? new Planned(expressions.load(text, ast), null)
              : check(key, element, text, node);
      if (known == null) {
        return Expression.broken(text);
      }
      planned.put(key, known);
    }
    CelKind given = known.gives();
    if (kind != null && given != null && given != kind && !ANY.contains(given) && node != null) {
      node.report("gives " + word(given) + " where " + word(kind) + " belongs");
    }
    return known.expression();
  }

  /** Null after its mistakes were reported. */
  private @Nullable Planned check(
      String key, String element, String text, @Nullable YamlNode node) {
    // Steps for people are prose, and folded: a mistake in them is told at their beginning.
    boolean isInProse = node != null && node.text().contains("<" + text + ">");
    if (node != null && !isInProse && !node.mapsPositions()) {
      node.report("write an expression on one line or in a '|' block, so that errors have a place");
    }
    CelValidationResult result = expressions.compiler(element).compile(text);
    if (result.hasError()) {
      result.getErrors().forEach(issue -> report(issue, text, node));
      return null;
    }
    try {
      CelAbstractSyntaxTree ast = result.getAst();
      byte[] bytes = CelProtoAbstractSyntaxTree.fromCelAst(ast).toCheckedExpr().toByteArray();
      checked.put(key, Base64.getEncoder().encodeToString(bytes));
      return new Planned(expressions.plan(text, ast), ast.getResultType().kind());
    } catch (CelValidationException e) {
      throw new IllegalStateException("compiled without error, yet not valid: " + text, e);
    }
  }

  private static void report(CelIssue issue, String text, @Nullable YamlNode node) {
    if (node == null) {
      throw new IllegalStateException("cannot compile '" + text + "': " + issue.getMessage());
    }
    String message =
        issue.getMessage().lines().findFirst().orElse("").replace(" (in container '')", "");
    int expecting = message.indexOf(" expecting {");
    String brief = expecting < 0 ? message : message.substring(0, expecting);
    int line = Math.max(1, issue.getSourceLocation().getLine());
    node.reportAt(line, Math.max(0, issue.getSourceLocation().getColumn()), brief);
  }

  private static String word(CelKind kind) {
    return switch (kind) {
      case BOOL -> "true or false";
      case LIST -> "a list";
      case STRING -> "a text";
      default -> kind.name().toLowerCase(Locale.ROOT);
    };
  }
}
