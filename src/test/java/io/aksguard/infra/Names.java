package io.aksguard.infra;

import io.aksguard.infra.BicepFile.Declaration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names that expressions refer to.
 *
 * @param symbols names of parameters, variables, resources, modules, loop variables
 * @param functions names with a bracket behind them
 * @param local names that a loop or a lambda declares
 */
record Names(Set<String> symbols, Set<String> functions, Set<String> local) {
  private static final Pattern TOKEN =
      Pattern.compile("'(?:[^'\\\\$]|\\\\.|\\$(?!\\{)|\\$\\{[^}]*})*'|[A-Za-z_]\\w*|[^\\s]");
  private static final Pattern INSIDE = Pattern.compile("\\$\\{([^}]*)}");
  private static final Set<String> LITERALS = Set.of("true", "false", "null");

  static Names of(Declaration declaration) {
    Names names = new Names(new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
    names.scan(declaration.condition());
    declaration.value().all().forEach(names::add);
    names.symbols.removeAll(names.local);
    return names;
  }

  private void add(Value value) {
    if (value instanceof Value.Expression expression) {
      scan(expression.source());
    } else if (value instanceof Value.Text text) {
      interpolated(text.text());
    } else if (value instanceof Value.Members members) {
      members.values().keySet().forEach(this::interpolated);
    } else if (value instanceof Value.Loop loop) {
      for (String name : loop.head().split(" in ")[0].split("[(), ]+")) {
        local.add(name);
      }
    }
  }

  private void interpolated(String text) {
    Matcher inside = INSIDE.matcher(text);
    while (inside.find()) {
      scan(inside.group(1));
    }
  }

  private void scan(String source) {
    Deque<String> open = new ArrayDeque<>();
    String before = "";
    Matcher token = TOKEN.matcher(source);
    while (token.find()) {
      String text = token.group();
      if (text.startsWith("'")) {
        interpolated(text);
      } else if ("([{".contains(text)) {
        open.push(text);
      } else if (")]}".contains(text)) {
        open.pop();
      } else if (Character.isLetter(text.charAt(0))) {
        name(text, before, source.substring(token.end()).strip(), "{".equals(open.peek()));
      }
      before = text;
    }
  }

  private void name(String name, String before, String after, boolean inObject) {
    boolean member = before.equals(".") || before.equals(":") && after.startsWith("::");
    boolean key = inObject && after.startsWith(":") && Set.of("{", ",").contains(before);
    if (after.startsWith("=>")) {
      local.add(name);
    } else if (after.startsWith("(")) {
      functions.add(name);
    } else if (!member && !key && !LITERALS.contains(name)) {
      symbols.add(name);
    }
  }
}
