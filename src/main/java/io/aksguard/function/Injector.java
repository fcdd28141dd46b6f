package io.aksguard.function;

import com.microsoft.azure.functions.spi.inject.FunctionInstanceInjector;
import io.aksguard.app.App;
import io.aksguard.app.Settings;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives the worker one instance of each function class; it asks anew at every invocation. */
public final class Injector implements FunctionInstanceInjector {
  private final Map<String, String> environment;
  private final Clock clock;
  private @Nullable AuditFunctions functions;

  /** For the worker, which finds this class through META-INF/services. */
  public Injector() {
    this(System.getenv(), Clock.systemUTC());
  }

  /**
   * Cannot fail: what fails while the worker loads this class is an Error, which it neither answers
   * nor logs.
   */
  Injector(Map<String, String> environment, Clock clock) {
    this.environment = environment;
    this.clock = clock;
  }

  /**
   * Puts the app together when first asked, and again as long as that has failed.
   *
   * @throws IllegalArgumentException for a class that holds none of the app's functions
   * @throws IllegalStateException when the app cannot start; its root cause says why
   */
  @Override
  public synchronized <T> T getInstance(Class<T> type) {
    if (type != AuditFunctions.class) {
      throw new IllegalArgumentException("no class of functions: " + type.getName());
    }
    if (functions == null) {
      functions = start();
    }
    return type.cast(functions);
  }

  private AuditFunctions start() {
    try {
      return new AuditFunctions(new App(Settings.of(environment), clock).assessment(), clock);
    } catch (LinkageError e) {
      throw new IllegalStateException("a library of the app does not fit the others", e);
    }
  }
}
