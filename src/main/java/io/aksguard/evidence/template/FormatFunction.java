package io.aksguard.evidence.template;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code format()}: .NET's composite format, {@code {index,width:pattern}}, with the number
 * patterns D, N, F, X and those made of 0, #, comma and point.
 */
final class FormatFunction {
  private static final Pattern ITEM =
      Pattern.compile(
          "\\{\\{|}}|\\{(?<index>\\d{1,4})(?:,(?<width>-?\\d{1,4}))?(?::(?<pattern>[^{}]*))?}|[{}]");
  private static final Pattern STANDARD = Pattern.compile("([DdNnFfXx])(\\d{0,2})");

  private FormatFunction() {}

  static Object apply(Arguments args) {
    String text = args.text(0);
    StringBuilder out = new StringBuilder();
    Matcher item = ITEM.matcher(text);
    int from = 0;
    while (item.find()) {
      out.append(text, from, item.start());
      from = item.end();
      out.append(replacement(item, args));
      args.expectText(out.length());
    }
    return out.append(text, from, text.length()).toString();
  }

  private static String replacement(Matcher item, Arguments args) {
    if (item.group("index") == null) {
      if (item.group().length() == 1) {
        throw args.fault("a brace stands alone");
      }
      return item.group().substring(1);
    }
    Object value = args.known(1 + Integer.parseInt(item.group("index")));
    String pattern = item.group("pattern");
    String text =
        value instanceof Number number && pattern != null
            ? number(number, pattern, args)
            : JsonText.of(value, args.evaluator().budget());
    return padded(text, item.group("width"));
  }

  private static String padded(String text, @Nullable String width) {
    if (width == null) {
      return text;
    }
    int wanted = Integer.parseInt(width);
    String pad = " ".repeat(Math.max(0, Math.abs(wanted) - text.length()));
    return wanted < 0 ? text + pad : pad + text;
  }

  private static String number(Number value, String pattern, Arguments args) {
    Matcher standard = STANDARD.matcher(pattern);
    if (standard.matches()) {
      String digits = standard.group(2);
      return standard(
          value, pattern.charAt(0), digits.isEmpty() ? -1 : Integer.parseInt(digits), args);
    }
    if (!pattern.matches("[0#,.]+")) {
      throw args.fault("the pattern '" + pattern + "' is not supported");
    }
    try {
      return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT))
          .format(value);
    } catch (IllegalArgumentException e) {
      throw args.fault("the pattern '" + pattern + "' is not supported");
    }
  }

  private static String standard(Number value, char kind, int digits, Arguments args) {
    return switch (Character.toUpperCase(kind)) {
      case 'D' -> String.format(Locale.ROOT, "%0" + Math.max(1, digits) + "d", value.longValue());
      case 'X' -> {
        String hex =
            String.format(Locale.ROOT, "%0" + Math.max(1, digits) + "x", value.longValue());
        yield kind == 'X' ? hex.toUpperCase(Locale.ROOT) : hex;
      }
      case 'N' ->
          String.format(Locale.ROOT, "%,." + (digits < 0 ? 2 : digits) + "f", value.doubleValue());
      case 'F' ->
          String.format(Locale.ROOT, "%." + (digits < 0 ? 2 : digits) + "f", value.doubleValue());
      default -> throw args.fault("the pattern '" + kind + "' is not supported");
    };
  }
}
