package io.aksguard.evidence.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where images may come from: a registry, or a part of it. Whole labels of the host and whole
 * components of the path are compared, so that {@code shop.azurecr.io} does not admit {@code
 * shop.azurecr.io.evil.example} and {@code shop.azurecr.io/web} not {@code shop.azurecr.io/web2}.
 */
public final class RegistryPattern {
  private final Pattern host;
  private final List<Pattern> path;

  private RegistryPattern(Pattern host, List<Pattern> path) {
    this.host = host;
    this.path = path;
  }

  /**
   * Reads a pattern: a host, with its port where it has one, and perhaps a path below it, such as
   * {@code shop.azurecr.io}, {@code *.azurecr.io/team-a}, {@code docker.io/library}. {@code *}
   * stands for any characters of one label or one component.
   *
   * @return empty where it does not begin with a host: {@code nginx}, {@code *}, an empty text
   */
  public static Optional<RegistryPattern> parse(String text) {
    String[] parts =
        (text.endsWith("/") ? text.substring(0, text.length() - 1) : text).split("/", -1);
    String host = parts[0];
    boolean isHost = host.contains(".") || host.contains(":") || host.equals("localhost");
    if (!isHost || List.of(parts).contains("")) {
      return Optional.empty();
    }
    List<Pattern> path = new ArrayList<>();
    for (int i = 1; i < parts.length; i++) {
      path.add(glob(parts[i], "[^/]"));
    }
    return Optional.of(new RegistryPattern(glob(host.toLowerCase(Locale.ROOT), "[^./:]"), path));
  }

  private static Pattern glob(String text, String any) {
    StringBuilder regex = new StringBuilder();
    int literal = 0;
    for (int star = text.indexOf('*'); star >= 0; star = text.indexOf('*', literal)) {
      regex.append(Pattern.quote(text.substring(literal, star))).append(any).append('+');
      literal = star + 1;
    }
    return Pattern.compile(regex.append(Pattern.quote(text.substring(literal))).toString());
  }

  /** Whether the image comes from there. */
  public boolean admits(ImageReference image) {
    List<String> components = List.of(image.repository().split("/", -1));
    if (!host.matcher(image.registry().toLowerCase(Locale.ROOT)).matches()
        || components.size() < path.size()) {
      return false;
    }
    for (int i = 0; i < path.size(); i++) {
      if (!path.get(i).matcher(components.get(i)).matches()) {
        return false;
      }
    }
    return true;
  }
}
