package io.aksguard.infra;

import io.aksguard.infra.BicepFile.Declaration;
import io.aksguard.infra.BicepFile.Sort;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads as much of Bicep as infra/ is written in: declarations, objects, lists, loops, strings;
 * everything else is kept as text. It checks no types: that takes Microsoft's compiler.
 */
final class BicepReader {
  private static final Set<String> WORDS =
      Set.of("targetScope", "param", "var", "resource", "module", "output");

  private final String name;
  private final String text;
  private int at;

  private BicepReader(String name, String text) {
    this.name = name;
    this.text = text;
  }

  /**
   * @throws IllegalArgumentException naming file and line of what does not fit
   */
  static BicepFile read(String name, String text) {
    BicepReader reader = new BicepReader(name, text);
    List<Declaration> declarations = new ArrayList<>();
    reader.skip(true);
    while (reader.at < text.length()) {
      if (reader.take("@")) {
        reader.expression();
      } else {
        reader.declaration(declarations);
      }
      reader.skip(true);
    }
    return new BicepFile(name, List.copyOf(declarations));
  }

  private void declaration(List<Declaration> into) {
    int line = line();
    String word = word();
    if (!WORDS.contains(word)) {
      throw wrong("a declaration was expected, not '" + word + "'");
    }
    if (word.equals("targetScope")) {
      expect("=");
      into.add(new Declaration(Sort.TARGET_SCOPE, word, "", false, "", value(), line));
      return;
    }
    String symbol = word();
    Sort sort =
        switch (word) {
          case "param" -> Sort.PARAM;
          case "var" -> Sort.VAR;
          case "resource" -> Sort.RESOURCE;
          case "module" -> Sort.MODULE;
          default -> Sort.OUTPUT;
        };
    String type =
        switch (sort) {
          case PARAM, OUTPUT -> word();
          case RESOURCE, MODULE -> string();
          default -> "";
        };
    boolean existing = sort == Sort.RESOURCE && take("existing");
    Value value = new Value.Expression("");
    String condition = "";
    if (sort != Sort.PARAM || peek() == '=') {
      expect("=");
      if (take("if ")) {
        condition = balanced();
      }
      value = value(into);
    }
    into.add(new Declaration(sort, symbol, type, existing, condition, value, line));
  }

  private Value value() {
    return value(new ArrayList<>());
  }

  /**
   * @param nested where the resources that are declared inside an object go
   */
  private Value value(List<Declaration> nested) {
    skip(false);
    int start = at;
    Value value =
        switch (peek()) {
          case '{' -> members(nested);
          case '[' -> items(nested);
          case '\'' -> new Value.Text(string());
          default -> null;
        };
    skip(false);
    if (value != null && (at == text.length() || "\n,]}".indexOf(peek()) >= 0)) {
      return value;
    }
    at = start;
    String source = expression();
    if (source.isEmpty()) {
      throw wrong("a value is missing");
    }
    return new Value.Expression(source);
  }

  private Value members(List<Declaration> nested) {
    expect("{");
    Map<String, Value> members = new LinkedHashMap<>();
    for (skip(true); !take("}"); separated()) {
      int back = at;
      if (peek() != '\'' && word().equals("resource") && peek() != ':') {
        at = back;
        declaration(nested);
        continue;
      }
      at = back;
      String key = peek() == '\'' ? string() : word();
      expect(":");
      if (members.put(key, value(nested)) != null) {
        throw wrong("member '" + key + "' stands twice");
      }
    }
    return new Value.Members(members);
  }

  private Value items(List<Declaration> nested) {
    expect("[");
    skip(true);
    if (take("for ")) {
      String head = upTo(':');
      expect(":");
      String condition = take("if ") ? balanced() : "";
      Value body = value(nested);
      skip(true);
      expect("]");
      return new Value.Loop(head, condition, body);
    }
    List<Value> items = new ArrayList<>();
    for (; !take("]"); separated()) {
      items.add(value(nested));
    }
    return new Value.Items(items);
  }

  /** Members and items stand on lines of their own or have commas between them. */
  private void separated() {
    skip(false);
    char next = peek();
    if (next != ',' && next != '\n' && next != '}' && next != ']') {
      throw wrong("'" + next + "' stands where a line or a comma was expected");
    }
    take(",");
    skip(true);
  }

  /** Text up to the end of the line, a comma or a closing bracket, all of them outside brackets. */
  private String expression() {
    int start = at;
    while (at < text.length() && "\n,]}".indexOf(text.charAt(at)) < 0) {
      step();
    }
    return text.substring(start, at).strip();
  }

  private String upTo(char end) {
    int start = at;
    while (at < text.length() && text.charAt(at) != end) {
      step();
    }
    return text.substring(start, at).strip();
  }

  private String balanced() {
    skip(false);
    int start = at;
    step();
    return text.substring(start, at);
  }

  /** Past one character, one string, or one pair of brackets with all between them. */
  private void step() {
    char open = peek();
    if (open == '\'') {
      string();
      return;
    }
    int close = "([{".indexOf(open);
    at++;
    if (close < 0) {
      return;
    }
    for (skip(true); peek() != ")]}".charAt(close); skip(true)) {
      if (")]}".indexOf(peek()) >= 0 || at == text.length()) {
        throw wrong("'" + open + "' is not closed");
      }
      step();
    }
    at++;
  }

  private String string() {
    expect("'");
    int start = at;
    while (peek() != '\'') {
      if (peek() == '\n' || at == text.length()) {
        throw wrong("a string is not closed");
      }
      if (text.startsWith("${", at)) {
        at++;
        step();
      } else {
        at += peek() == '\\' ? 2 : 1;
      }
    }
    String string = text.substring(start, at++);
    skip(false);
    return string;
  }

  private String word() {
    skip(false);
    int start = at;
    while (at < text.length() && Character.isJavaIdentifierPart(text.charAt(at))) {
      at++;
    }
    if (start == at) {
      throw wrong("a name was expected");
    }
    String word = text.substring(start, at);
    skip(false);
    return word;
  }

  private boolean take(String what) {
    if (!text.startsWith(what, at)) {
      return false;
    }
    at += what.length();
    skip(false);
    return true;
  }

  private void expect(String what) {
    if (!text.startsWith(what, at)) {
      throw wrong("'" + what + "' was expected");
    }
    at += what.length();
    if (!what.equals("'")) {
      skip(false);
    }
  }

  /** Past blanks and comments; past ends of lines where asked. */
  private void skip(boolean lines) {
    while (at < text.length()) {
      char next = text.charAt(at);
      if (text.startsWith("//", at)) {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else if (next == ' ' || next == '\t' || (lines && next == '\n')) {
        at++;
      } else {
        return;
      }
    }
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : '\n';
  }

  private int line() {
    return 1
        + (int)
            text.substring(0, Math.min(at, text.length())).chars().filter(c -> c == '\n').count();
  }

  private IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException(name + ":" + line() + ": " + what);
  }
}
