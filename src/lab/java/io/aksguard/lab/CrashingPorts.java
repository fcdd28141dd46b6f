package io.aksguard.lab;

import io.aksguard.adapter.graph.RunFleet;
import io.aksguard.adapter.graph.Scope;
import io.aksguard.app.Ports;
import io.aksguard.app.Readers;
import io.aksguard.app.Settings;
import io.aksguard.evidence.Collector;
import io.aksguard.evidence.Fleet;
import io.aksguard.history.Signer;
import io.aksguard.notice.Notices;
import io.aksguard.remediation.azure.Azure;
import io.aksguard.remediation.azure.ChangeLog;
import io.aksguard.storage.Blobs;
import io.aksguard.storage.Expiry;
import io.aksguard.storage.Rows;
import io.aksguard.storage.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * The app's ports, each call of which passes by one {@link Fault} and is written to a trace: line n
 * of it is call n. A method that a port gains later is counted with the others.
 */
final class CrashingPorts {
  private final Fault fault;
  private final Path trace;

  /**
   * @param trace a file that gets a line such as {@code inbox.commit} before each call
   */
  CrashingPorts(Fault fault, Path trace) {
    this.fault = fault;
    this.trace = trace;
  }

  /** The ports that the settings name; also the blobs that a sweep writes are counted. */
  Ports of(Settings settings, Clock clock) {
    Ports open = Ports.of(settings, clock);
    Store store = of(open.store());
    Scope scope =
        settings
            .managementGroup()
            .map(Scope::below)
            .orElseGet(() -> Scope.of(settings.subscriptions()));
    Fleet fleet =
        new RunFleet(Readers.of(settings.environment(), scope, clock).sweep(), store.runs());
    return new Ports(
        wrap(Collector.class, "collector", open.collector()),
        wrap(Azure.class, "azure", open.azure()),
        wrap(ChangeLog.class, "changes", open.changes()),
        wrap(Fleet.class, "fleet", fleet),
        open.audited(),
        store,
        wrap(Expiry.class, "expiry", open.expiry()),
        wrap(Notices.class, "notices", open.notices()),
        wrap(Signer.class, "signer", open.signer()));
  }

  private Store of(Store store) {
    return new Store(
        wrap(Rows.class, "ledger", store.ledger()),
        wrap(Rows.class, "inbox", store.inbox()),
        wrap(Rows.class, "index", store.index()),
        wrap(Blobs.class, "checkpoints", store.checkpoints()),
        wrap(Blobs.class, "evidence", store.evidence()),
        wrap(Blobs.class, "plans", store.plans()),
        wrap(Blobs.class, "anchors", store.anchors()),
        wrap(Blobs.class, "config", store.config()),
        wrap(Blobs.class, "runs", store.runs()));
  }

  private <T> T wrap(Class<T> port, String name, T real) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) -> call(name, real, method, arguments)));
  }

  private @Nullable Object call(
      String name, Object real, Method method, @Nullable Object @Nullable [] arguments)
      throws Throwable {
    if (method.getDeclaringClass() == Object.class) {
      return method.invoke(real, arguments);
    }
    long call = before(name + "." + method.getName());
    try {
      return method.invoke(real, arguments);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    } finally {
      // Also a call that was refused, as by a conflict, is over.
      fault.after(call);
    }
  }

  private synchronized long before(String call) {
    try {
      Files.writeString(trace, call + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return fault.before();
  }
}
