package io.aksguard.cli;

import java.time.Clock;
import java.util.Map;

/** What a command knows of the world beside its arguments. */
record Outside(Map<String, String> environment, Clock clock) {
  static Outside real() {
    return new Outside(System.getenv(), Clock.systemUTC());
  }
}
