package io.aksguard.control;

import java.util.List;

/** Port ranges of NSG rules: {@code *}, {@code 22}, {@code 20-30}, or a list of these. */
final class Ports {
  private Ports() {}

  static boolean include(Object ranges, long port) {
    if (ranges instanceof List<?> list) {
      boolean found = false;
      for (Object range : list) {
        found |= include(range, port);
      }
      return found;
    }
    String text = Values.text(ranges).strip();
    if (text.equals("*")) {
      return true;
    }
    int dash = text.indexOf('-');
    try {
      long from = Long.parseLong(dash < 0 ? text : text.substring(0, dash).strip());
      long to = dash < 0 ? from : Long.parseLong(text.substring(dash + 1).strip());
      return from <= port && port <= to;
    } catch (NumberFormatException e) {
      throw Values.not("a port or a range of ports", ranges);
    }
  }
}
