package io.aksguard.activity;

import io.aksguard.storage.UnavailableException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** A store that does not answer for some calls, from the moment on that Azure has a write. */
final class Outage {
  private final int calls;
  private boolean hasBegun;
  private int left;

  /**
   * @param calls that fail, reads among them; 0 for none
   */
  Outage(int calls) {
    this.calls = calls;
  }

  /** A port of the store. */
  <T> T in(Class<T> port, T real) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) -> {
              if (left > 0) {
                left--;
                throw new UnavailableException("the store is down");
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  /** The port that writes to Azure. */
  <T> T after(Class<T> port, T real) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) -> {
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              } finally {
                if (method.getName().equals("put") && !hasBegun) {
                  hasBegun = true;
                  left = calls;
                }
              }
            }));
  }

  /** Whether it came, and is over. */
  boolean isOver() {
    return hasBegun && left == 0;
  }
}
