package io.aksguard.evidence.image;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether a regular expression over image references admits lookalikes of the registry that it
 * means: {@code shop.azurecr.io} is found in {@code shop.azurecr.io.evil.example/x} and in {@code
 * evil.example/shop.azurecr.io/x}, and the dots of {@code ^shop.azurecr.io/} stand for anything, so
 * that {@code shop-azurecr.io} does as well.
 */
public final class ImageRegex {
  private ImageRegex() {}

  /**
   * Whether each alternative begins at {@code ^} and closes the host with a slash, with no {@code
   * .} before it that stands for any character. What is written otherwise but means the same is not
   * recognized and gives false.
   */
  public static boolean isAnchored(String regex) {
    return alternatives(regex).stream()
        .allMatch(each -> each.startsWith("^") && closesHost(each.substring(1)));
  }

  /** Walks up to the slash that ends the host. */
  private static boolean closesHost(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
        if (i < text.length() && text.charAt(i) == '/') {
          return true;
        }
        if (i < text.length() && "DSW".indexOf(text.charAt(i)) >= 0) {
          return false;
        }
      } else if (c == '[') {
        int end = endOfClass(text, i);
        if (!isWithoutSlash(text.substring(i, end))) {
          return false;
        }
        i = end;
      } else if (c == '(') {
        int end = endOfGroup(text, i);
        String inner = text.substring(i + 1, end).replaceFirst("^\\?(:|P?<\\w+>)", "");
        if (alternatives(inner).stream().allMatch(ImageRegex::closesHost)) {
          return true;
        }
        if (alternatives(inner).stream().anyMatch(ImageRegex::isWild)) {
          return false;
        }
        i = end;
      } else if (c == '/') {
        return true;
      } else if (c == '.') {
        return false;
      }
    }
    return false;
  }

  /** Whether a part of a host stands for any character. */
  private static boolean isWild(String part) {
    return !closesHost(part + "/");
  }

  /** A class that is negated has to name the slash; one that is not must not hold it. */
  private static boolean isWithoutSlash(String set) {
    return set.startsWith("[^") == set.contains("/")
        && !set.contains("\\S")
        && !set.contains("\\W");
  }

  private static int endOfClass(String text, int from) {
    int first = text.startsWith("[^", from) ? from + 2 : from + 1;
    for (int i = first; i < text.length(); i++) {
      if (text.charAt(i) == '\\') {
        i++;
      } else if (text.charAt(i) == ']' && i > first) {
        return i;
      }
    }
    return text.length();
  }

  private static int endOfGroup(String text, int from) {
    int depth = 0;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '[') {
        i = endOfClass(text, i);
      } else if (c == '(') {
        depth++;
      } else if (c == ')' && --depth == 0) {
        return i;
      }
    }
    return text.length();
  }

  /** The alternatives of a text, as far as they are not in brackets. */
  private static List<String> alternatives(String text) {
    List<String> all = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '[') {
        i = endOfClass(text, i);
      } else if (c == '(') {
        i = endOfGroup(text, i);
      } else if (c == '|') {
        all.add(text.substring(start, i));
        start = i + 1;
      }
    }
    all.add(text.substring(start));
    return all;
  }
}
