package io.aksguard.function;

import com.microsoft.azure.functions.spi.inject.FunctionInstanceInjector;
import io.aksguard.app.App;
import io.aksguard.app.Settings;
import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Gives the worker one instance of each function class; it asks anew at every invocation. */
public final class Injector implements FunctionInstanceInjector {
  private final Supplier<App> app;
  private @Nullable Map<Class<?>, Object> functions;

  /** For the worker, which finds this class through META-INF/services. */
  public Injector() {
    this(System.getenv(), Clock.systemUTC());
  }

  /**
   * For a host that has settings and a clock of its own. Cannot fail: what fails while the worker
   * loads this class is an Error, which it neither answers nor logs.
   *
   * @param environment the app settings by name, read when the app is first asked for
   * @param clock the app's only clock
   */
  public Injector(Map<String, String> environment, Clock clock) {
    this(() -> new App(Settings.of(environment), clock));
  }

  private Injector(Supplier<App> app) {
    this.app = app;
  }

  /**
   * For a host that puts the app together itself, over ports of its own.
   *
   * @param app asked when the app is first wanted, and again as long as it fails
   */
  public static Injector over(Supplier<App> app) {
    return new Injector(app);
  }

  /**
   * Puts the app together when first asked, and again as long as that has failed.
   *
   * @throws IllegalArgumentException for a class that holds none of the app's functions
   * @throws RuntimeException when the app cannot start; its message says why, and has no cause
   */
  @Override
  public synchronized <T> T getInstance(Class<T> type) {
    if (functions == null) {
      functions = start();
    }
    Object instance = functions.get(type);
    if (instance == null) {
      throw new IllegalArgumentException("no class of functions: " + type.getName());
    }
    return type.cast(instance);
  }

  private Map<Class<?>, Object> start() {
    try {
      App started = app.get();
      DurableClients clients = new DurableClients();
      Approvers approvers = new Approvers(started.settings().environment());
      return Map.of(
          EventFunctions.class,
          new EventFunctions(started.intake(), clients),
          TimerFunctions.class,
          new TimerFunctions(started.intake(), started.inboxSweep(), clients),
          HttpFunctions.class,
          new HttpFunctions(started.intake(), started.readiness(), clients),
          ClusterFunctions.class,
          new ClusterFunctions(started.clusterWork(), started.telling()),
          PeopleFunctions.class,
          new PeopleFunctions(started.proposals(), started.approvals(), approvers),
          OperatingFunctions.class,
          new OperatingFunctions(started.operating(), approvers),
          RemediationFunctions.class,
          new RemediationFunctions(started.remediation()),
          FleetFunctions.class,
          new FleetFunctions(started.fleetWork(), started.historyCut(), started.review(), clients));
    } catch (RuntimeException | Error e) {
      // Here the worker swallows an Error: the call would hang until functionTimeout.
      throw new FunctionFailedException("to start the app", e);
    }
  }
}
