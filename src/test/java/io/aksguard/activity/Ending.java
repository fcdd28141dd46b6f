package io.aksguard.activity;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Ends the process, as far as its caller can tell, at a certain call of a port. */
final class Ending {
  /** What changes nothing can be asked again. */
  private static final Set<String> READS =
      Set.of("get", "range", "list", "read", "poll", "traced", "permitted");

  private final List<String> calls = new ArrayList<>();
  private final int at;
  private final boolean isAfter;

  /**
   * @param at the call, from 1; 0 for none
   * @param isAfter whether it takes effect before the end
   */
  Ending(int at, boolean isAfter) {
    this.at = at;
    this.isAfter = isAfter;
  }

  /** The process is no more. */
  static final class EndedError extends Error {
    private static final long serialVersionUID = 1;
  }

  /** The calls that change something, in their order. */
  List<String> calls() {
    return calls;
  }

  <T> T in(Class<T> port, String name, T real) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) -> {
              boolean isCounted = !READS.contains(method.getName());
              if (isCounted) {
                calls.add(name + "." + method.getName());
              }
              boolean isEnd = isCounted && calls.size() == at;
              if (isEnd && !isAfter) {
                throw new EndedError();
              }
              try {
                Object answer = method.invoke(real, arguments);
                if (isEnd) {
                  throw new EndedError();
                }
                return answer;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
