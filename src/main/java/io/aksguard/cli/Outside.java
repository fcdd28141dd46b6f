package io.aksguard.cli;

import io.aksguard.adapter.arm.Pause;
import io.aksguard.app.SignIn;
import java.time.Clock;
import java.util.Map;

/**
 * What a command knows of the world beside its arguments.
 *
 * @param signIn as whom the app is called
 * @param pause how it waits
 */
public record Outside(Map<String, String> environment, Clock clock, SignIn signIn, Pause pause) {
  Outside(Map<String, String> environment, Clock clock) {
    this(environment, clock, SignIn.of(environment), Pause.real());
  }

  static Outside real() {
    return new Outside(System.getenv(), Clock.systemUTC());
  }
}
