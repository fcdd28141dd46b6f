package io.aksguard.evidence.template;

import static java.util.Map.entry;

import io.aksguard.evidence.JsonArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Functions on strings only. */
final class StringFunctions {
  private StringFunctions() {}

  static Map<String, Function> table() {
    return Map.ofEntries(
        entry("toLower", args -> args.text(0).toLowerCase(Locale.ROOT)),
        entry("toUpper", args -> args.text(0).toUpperCase(Locale.ROOT)),
        entry("trim", args -> args.text(0).strip()),
        entry("startsWith", args -> lower(args, 0).startsWith(lower(args, 1))),
        entry("endsWith", args -> lower(args, 0).endsWith(lower(args, 1))),
        entry("replace", StringFunctions::replace),
        entry("substring", StringFunctions::substring),
        entry("padLeft", StringFunctions::padLeft),
        entry("split", StringFunctions::split),
        entry("join", StringFunctions::join),
        entry("format", FormatFunction::apply));
  }

  /** startsWith, endsWith and indexOf ignore case in ARM; contains and equals do not. */
  private static String lower(Arguments args, int i) {
    return args.text(i).toLowerCase(Locale.ROOT);
  }

  private static Object replace(Arguments args) {
    String text = args.text(0);
    String old = args.text(1);
    String with = args.text(2);
    if (old.isEmpty()) {
      throw args.fault("the text to replace is empty");
    }
    args.expectSearch(text, old);
    long found = 0;
    for (int at = text.indexOf(old); at >= 0; at = text.indexOf(old, at + old.length())) {
      found++;
    }
    args.expectText(text.length() + found * (with.length() - old.length()));
    return text.replace(old, with);
  }

  private static Object substring(Arguments args) {
    String text = args.text(0);
    long start = args.number(1);
    long length = args.size() > 2 ? args.number(2) : text.length() - start;
    if (start < 0 || length < 0 || start > text.length() || length > text.length() - start) {
      throw args.fault("the text has " + text.length() + " characters");
    }
    return text.substring((int) start, (int) (start + length));
  }

  private static Object padLeft(Arguments args) {
    String text = JsonText.of(args.known(0), args.evaluator().budget());
    long width = args.number(1);
    String pad = args.size() > 2 ? args.text(2) : " ";
    if (pad.length() != 1) {
      throw args.fault("the padding is not one character");
    }
    args.expectText(width);
    return pad.repeat((int) Math.max(0, width - text.length())) + text;
  }

  private static Object split(Arguments args) {
    String text = args.text(0);
    Object by = args.known(1);
    JsonArray delimiters = by instanceof JsonArray array ? array : JsonArray.of(List.of(by));
    List<String> quoted = new ArrayList<>();
    for (int i = 0; i < delimiters.size(); i++) {
      if (!(delimiters.get(i) instanceof String delimiter)) {
        throw args.wrong(1, "a string");
      }
      if (!delimiter.isEmpty()) {
        args.expectSearch(text, delimiter);
        quoted.add(Pattern.quote(delimiter));
      }
    }
    String pattern = String.join("|", quoted);
    if (pattern.isEmpty()) {
      return JsonArray.of(List.of(text));
    }
    args.spend(text.length());
    return JsonArray.of(List.of((Object[]) Pattern.compile(pattern).split(text, -1)));
  }

  private static Object join(Arguments args) {
    JsonArray parts = args.array(0);
    String by = args.text(1);
    List<String> texts = new ArrayList<>();
    long length = 0;
    for (int i = 0; i < parts.size(); i++) {
      String text = JsonText.of(parts.get(i), args.evaluator().budget());
      length += text.length() + by.length();
      args.expectText(length);
      texts.add(text);
    }
    return String.join(by, texts);
  }
}
