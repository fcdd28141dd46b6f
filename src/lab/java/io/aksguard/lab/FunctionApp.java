package io.aksguard.lab;

import com.microsoft.azure.functions.internal.spi.middleware.Middleware;
import com.microsoft.azure.functions.internal.spi.middleware.MiddlewareChain;
import com.microsoft.azure.functions.internal.spi.middleware.MiddlewareContext;
import com.microsoft.azure.functions.spi.inject.FunctionInstanceInjector;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Loads a packaged Function App in a class loader of its own and calls its functions, as the worker
 * does.
 */
public final class FunctionApp implements AutoCloseable {
  private final Map<String, FunctionFile> functions;
  private final URLClassLoader loader;
  private final Optional<FunctionInstanceInjector> injector;
  private final List<Middleware> middleware;

  /**
   * An app that reads its settings and the time from the process, as the worker starts it.
   *
   * @param app the folder that would be deployed
   */
  public FunctionApp(Path app) throws IOException {
    this(app, Optional.empty());
  }

  /**
   * An app whose injector is given settings and clock, where it has a public constructor for them.
   */
  public FunctionApp(Path app, Map<String, String> settings, Clock clock) throws IOException {
    this(app, Optional.of(new Surroundings(settings, clock)));
  }

  private FunctionApp(Path app, Optional<Surroundings> surroundings) throws IOException {
    this.functions = FunctionFile.all(app);
    this.loader = new URLClassLoader("function-app", jars(app), new WorkerApi());
    this.injector =
        ServiceLoader.load(FunctionInstanceInjector.class, loader).stream()
            .findFirst()
            .map(provider -> injector(provider, surroundings));
    this.middleware =
        ServiceLoader.load(Middleware.class, loader).stream()
            .map(ServiceLoader.Provider::get)
            .toList();
  }

  /** What an app may be given instead of the process's environment. */
  private record Surroundings(Map<String, String> settings, Clock clock) {}

  private static FunctionInstanceInjector injector(
      ServiceLoader.Provider<FunctionInstanceInjector> provider,
      Optional<Surroundings> surroundings) {
    if (surroundings.isEmpty()) {
      return provider.get();
    }
    Constructor<? extends FunctionInstanceInjector> constructor;
    try {
      constructor = provider.type().getConstructor(Map.class, Clock.class);
    } catch (NoSuchMethodException e) {
      return provider.get();
    }
    try {
      return constructor.newInstance(surroundings.get().settings(), surroundings.get().clock());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(provider.type() + " cannot be made", e);
    }
  }

  private URL[] jars(Path app) throws IOException {
    Set<Path> jars = new LinkedHashSet<>();
    functions.values().forEach(function -> jars.add(function.scriptFile()));
    try (Stream<Path> lib = Files.list(app.resolve("lib"))) {
      lib.filter(file -> file.toString().endsWith(".jar")).sorted().forEach(jars::add);
    }
    List<URL> urls = new ArrayList<>();
    for (Path jar : jars) {
      urls.add(url(jar));
    }
    return urls.toArray(URL[]::new);
  }

  private static URL url(Path jar) throws MalformedURLException {
    return jar.toUri().toURL();
  }

  /** The functions by name. */
  public Map<String, FunctionFile> functions() {
    return functions;
  }

  /** The app's class loader, to ask where classes come from. */
  public ClassLoader loader() {
    return loader;
  }

  /**
   * What the app's injector gives for the class of a function, as the worker asks at each call;
   * without an injector a new instance each time.
   */
  public Object instance(String function) throws Exception {
    Class<?> type = loader.loadClass(function(function).className());
    return injector.isPresent()
        ? injector.get().getInstance(type)
        : type.getDeclaredConstructor().newInstance();
  }

  /**
   * Calls a function through the app's middleware.
   *
   * @param inputs values by the names of their bindings: texts, and for HTTP a request
   * @throws Exception what the function has thrown
   */
  public Invocation invoke(String function, Map<String, ?> inputs) throws Exception {
    return invoke(function, inputs, line -> {});
  }

  /** The same, telling each line that the function logs. */
  Invocation invoke(String function, Map<String, ?> inputs, Consumer<String> log) throws Exception {
    FunctionFile file = function(function);
    Method method = method(file);
    Call call = new Call(file, method, inputs, log);
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      Object instance = instance(function);
      new Chain(middleware.iterator(), () -> method.invoke(instance, call.arguments()))
          .doNext(call);
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    } finally {
      thread.setContextClassLoader(before);
    }
    return call.invocation();
  }

  /** The types of the parameters of a function's entry point. */
  public List<String> parameterTypes(String function) throws ClassNotFoundException {
    return Stream.of(method(function(function)).getParameterTypes()).map(Class::getName).toList();
  }

  private FunctionFile function(String name) {
    FunctionFile function = functions.get(name);
    if (function == null) {
      throw new IllegalArgumentException("no function " + name + " in " + functions.keySet());
    }
    return function;
  }

  private Method method(FunctionFile file) throws ClassNotFoundException {
    List<Method> named =
        Stream.of(loader.loadClass(file.className()).getMethods())
            .filter(method -> method.getName().equals(file.methodName()))
            .toList();
    if (named.size() != 1) {
      throw new IllegalStateException(
          file.entryPoint() + ": " + named.size() + " public methods of that name");
    }
    return named.get(0);
  }

  @Override
  public void close() throws IOException {
    loader.close();
  }

  /** The entry point itself. */
  private interface EntryPoint {
    @Nullable Object call() throws Exception;
  }

  /** The middleware that is left, then the entry point. */
  private record Chain(Iterator<Middleware> rest, EntryPoint entryPoint)
      implements MiddlewareChain {
    @Override
    public void doNext(MiddlewareContext context) throws Exception {
      if (rest.hasNext()) {
        rest.next().invoke(context, this);
      } else {
        context.updateReturnValue(entryPoint.call());
      }
    }
  }
}
