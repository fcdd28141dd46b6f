package io.aksguard.lab;

import com.microsoft.azure.functions.spi.inject.FunctionInstanceInjector;
import io.aksguard.app.App;
import io.aksguard.app.Settings;
import io.aksguard.function.Injector;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The packaged app over ports that end the process at one of their calls. It takes the place of the
 * app's own injector in a copy of the packaged folder. When the settings change the next call finds
 * an app put together anew, so that one process can serve one case after the other.
 */
public final class CrashingInjector implements FunctionInstanceInjector {
  /** The number of the call at which the process ends, from 1; 0 for never. */
  static final String AT = "LAB_FAULT_AT";

  /** A {@link Fault.Moment}. */
  static final String MOMENT = "LAB_FAULT_MOMENT";

  /** The file that gets a line for each call. */
  static final String TRACE = "LAB_FAULT_TRACE";

  /** How the process ends, unlike any end of its own. */
  static final int STATUS = 99;

  private final Map<String, String> settings;
  private final Clock clock;
  private Map<String, String> known = Map.of();
  private @Nullable Injector injector;

  /** For a worker, which finds this class through META-INF/services. */
  public CrashingInjector() {
    this(System.getenv(), Clock.systemUTC());
  }

  /** For a host that has settings and a clock; both may change under way. */
  public CrashingInjector(Map<String, String> settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public <T> T getInstance(Class<T> type) throws Exception {
    return injector().getInstance(type);
  }

  private synchronized Injector injector() {
    Injector current = injector;
    if (current == null || !known.equals(settings)) {
      Map<String, String> now = Map.copyOf(settings);
      current = Injector.over(() -> app(now));
      injector = current;
      known = now;
    }
    return current;
  }

  private App app(Map<String, String> environment) {
    Fault fault =
        new Fault(
            Long.parseLong(environment.getOrDefault(AT, "0")),
            Fault.Moment.valueOf(environment.getOrDefault(MOMENT, "BEFORE")),
            () -> Runtime.getRuntime().halt(STATUS));
    Settings read = Settings.of(environment);
    Path trace = Path.of(environment.getOrDefault(TRACE, "trace"));
    return new App(read, clock, new CrashingPorts(fault, trace).of(read, clock));
  }
}
