package io.aksguard.evidence.template;

import static java.util.Map.entry;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Base64, data URIs and URIs. */
final class EncodingFunctions {
  private static final Pattern DATA_URI =
      Pattern.compile("data:[^,;]*(?:;charset=(?<charset>[^,;]+))?(?<base64>;base64)?,(?<data>.*)");

  private EncodingFunctions() {}

  static Map<String, Function> table() {
    return Map.ofEntries(
        entry("base64", args -> encoded(args.text(0), args)),
        entry("base64ToString", args -> decoded(args.text(0), args)),
        entry("base64ToJson", args -> json(decoded(args.text(0), args), args)),
        entry(
            "dataUri",
            args -> "data:text/plain;charset=utf8;base64," + encoded(args.text(0), args)),
        entry("dataUriToString", EncodingFunctions::dataUriToString),
        entry("uri", EncodingFunctions::uri),
        entry("uriComponent", EncodingFunctions::uriComponent),
        entry("uriComponentToString", EncodingFunctions::uriComponentToString),
        entry("json", args -> json(args.text(0), args)));
  }

  private static Object json(String text, Arguments args) {
    args.spend(text.length() / 4);
    try {
      return JsonText.read(text);
    } catch (IOException e) {
      throw args.fault("the text is not JSON");
    }
  }

  private static String encoded(String text, Arguments args) {
    args.expectText(2L * text.length());
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String decoded(String text, Arguments args) {
    try {
      return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw args.fault("the text is not base64");
    }
  }

  private static Object dataUriToString(Arguments args) {
    Matcher uri = DATA_URI.matcher(args.text(0));
    if (!uri.matches()) {
      throw args.fault("the text is not a data URI");
    }
    String data = uri.group("data");
    if (uri.group("base64") == null) {
      return unescaped(data, args);
    }
    String charset = uri.group("charset");
    try {
      return new String(
          Base64.getDecoder().decode(data),
          charset == null ? StandardCharsets.UTF_8 : Charset.forName(charset));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw args.fault("the character set '" + charset + "' is not supported");
    } catch (IllegalArgumentException e) {
      throw args.fault("the text is not base64");
    }
  }

  private static Object uri(Arguments args) {
    try {
      return URI.create(args.text(0)).resolve(args.text(1)).toString();
    } catch (IllegalArgumentException e) {
      throw args.fault("an argument is not a URI");
    }
  }

  /** Percent-encoding as .NET's EscapeDataString: URLEncoder differs in four characters. */
  private static Object uriComponent(Arguments args) {
    String text = args.text(0);
    args.expectText(3L * text.length());
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }

  private static Object uriComponentToString(Arguments args) {
    return unescaped(args.text(0), args);
  }

  private static String unescaped(String text, Arguments args) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw args.fault("the text is not percent-encoded");
    }
  }
}
