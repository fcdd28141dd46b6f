package io.aksguard.function;

import com.microsoft.azure.functions.spi.inject.FunctionInstanceInjector;
import io.aksguard.app.App;
import io.aksguard.app.Settings;
import java.time.Clock;

/** Gives the worker one instance of each function class; it asks anew at every invocation. */
public final class Injector implements FunctionInstanceInjector {
  private final AuditFunctions functions =
      new AuditFunctions(new App(Settings.of(System.getenv()), Clock.systemUTC()).assessment());

  @Override
  public <T> T getInstance(Class<T> type) {
    return type.cast(functions);
  }
}
