package io.aksguard.activity;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Ends the process, as far as its caller can tell, at a certain call of a port, or has something
 * else happen there.
 */
final class Ending {
  /** What changes nothing can be asked again. */
  private static final Set<String> READS =
      Set.of("get", "range", "list", "read", "poll", "traced", "permitted");

  private final List<String> calls = new ArrayList<>();
  private final int at;
  private final String name;
  private final boolean isAfter;
  private final Runnable what;

  /**
   * @param at the call, from 1; 0 for none
   * @param isAfter whether it takes effect before the end
   */
  Ending(int at, boolean isAfter) {
    this(at, "", isAfter, Ending::end);
  }

  private Ending(int at, String name, boolean isAfter, Runnable what) {
    this.at = at;
    this.name = name;
    this.isAfter = isAfter;
    this.what = what;
  }

  private static void end() {
    throw new EndedError();
  }

  /**
   * As soon as the first call of this name has taken effect.
   *
   * @param name of the port and its method, such as {@code azure.put}
   */
  static Ending after(String name) {
    return new Ending(0, name, true, Ending::end);
  }

  /** No end: this happens just before the first call of that name. */
  static Ending meanwhile(String name, Runnable what) {
    return new Ending(0, name, false, what);
  }

  /** The process is no more. */
  static final class EndedError extends Error {
    private static final long serialVersionUID = 1;
  }

  /** The calls that change something, in their order. */
  List<String> calls() {
    return calls;
  }

  private boolean isEnd(String call) {
    boolean isFirst = !calls.contains(call);
    calls.add(call);
    return calls.size() == at || (isFirst && call.equals(name));
  }

  <T> T in(Class<T> port, String as, T real) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) -> {
              String call = method.getName();
              boolean isEnd = !READS.contains(call) && isEnd(as + "." + call);
              if (isEnd && !isAfter) {
                what.run();
              }
              try {
                Object answer = method.invoke(real, arguments);
                if (isEnd && isAfter) {
                  what.run();
                }
                return answer;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
