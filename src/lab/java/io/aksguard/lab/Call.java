package io.aksguard.lab;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.OutputBinding;
import com.microsoft.azure.functions.internal.spi.middleware.MiddlewareContext;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.jspecify.annotations.Nullable;

/** One call of an entry point, as middleware and the method see it. */
final class Call implements MiddlewareContext {
  private static final SimpleFormatter FORMAT = new SimpleFormatter();

  private final FunctionFile function;
  private final Method method;
  private final Map<String, Object> inputs;
  private final Map<String, Output> outputs = new TreeMap<>();
  private final List<String> log = new ArrayList<>();
  private final Consumer<String> listener;
  private final Logger logger = Logger.getAnonymousLogger();
  private @Nullable Object returned;

  /**
   * @param listener told each line that the function logs
   */
  Call(FunctionFile function, Method method, Map<String, ?> inputs, Consumer<String> listener) {
    this.listener = listener;
    this.function = function;
    this.method = method;
    this.inputs = new TreeMap<>(inputs);
    logger.setUseParentHandlers(false);
    logger.setLevel(Level.ALL);
    logger.addHandler(new Lines());
  }

  /** The method's arguments, each by what its parameter asks for. */
  Object[] arguments() {
    List<Object> arguments = new ArrayList<>();
    for (Parameter parameter : method.getParameters()) {
      if (parameter.getType() == ExecutionContext.class) {
        arguments.add(this);
      } else if (parameter.getType() == OutputBinding.class) {
        arguments.add(outputs.computeIfAbsent(binding(parameter), name -> new Output()));
      } else {
        arguments.add(value(parameter));
      }
    }
    return arguments.toArray();
  }

  /**
   * The worker fills other types by Gson, with surprises that the app avoids by taking texts; here
   * they are refused.
   */
  private Object value(Parameter parameter) {
    String name = binding(parameter);
    Object value = getParameterValue(name);
    Class<?> type = parameter.getType();
    if (value instanceof String json && type.getSimpleName().equals("DurableClientContext")) {
      return DurableClientInput.context(type, json);
    }
    if (!type.isInstance(value)) {
      throw new IllegalStateException(
          function.name() + ": parameter " + name + " is a " + type.getName() + ", not modelled");
    }
    return value;
  }

  Invocation invocation() {
    Map<String, String> set = new TreeMap<>();
    outputs.forEach(
        (name, output) -> {
          if (output.getValue() != null) {
            set.put(name, output.getValue());
          }
        });
    String text = returned instanceof String string ? string : null;
    HttpAnswer answer = returned instanceof HttpAnswer http ? http : null;
    if (returned != null && text == null && answer == null) {
      throw new IllegalStateException(
          function.name() + " returns a " + returned.getClass().getName() + ", not modelled");
    }
    return new Invocation(text, Optional.ofNullable(answer), set, List.copyOf(log));
  }

  /** The name that the annotation gives, which must be one of function.json's. */
  private String binding(Parameter parameter) {
    for (Annotation annotation : parameter.getAnnotations()) {
      if (annotation.annotationType().getSimpleName().equals("BindingName")) {
        return '{' + member(annotation, "value") + '}';
      }
      String name = name(annotation);
      if (function.bindings().stream().anyMatch(binding -> binding.name().equals(name))) {
        return name;
      }
    }
    throw new IllegalStateException(
        function.name() + ": function.json has no binding for " + parameter);
  }

  private static String name(Annotation annotation) {
    return member(annotation, "name");
  }

  private static String member(Annotation annotation, String member) {
    try {
      return (String) annotation.annotationType().getMethod(member).invoke(annotation);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(annotation + " has no " + member, e);
    }
  }

  @Override
  public @Nullable String getParameterName(String annotationName) {
    for (Parameter parameter : method.getParameters()) {
      for (Annotation annotation : parameter.getAnnotations()) {
        if (annotation.annotationType().getSimpleName().equals(annotationName)) {
          return name(annotation);
        }
      }
    }
    return null;
  }

  @Override
  public Object getParameterValue(String name) {
    Object value = inputs.get(name);
    if (value == null) {
      throw new IllegalArgumentException(function.name() + ": no value for binding " + name);
    }
    return value;
  }

  @Override
  public void updateParameterValue(String name, Object value) {
    inputs.put(name, value);
  }

  @Override
  public @Nullable Object getReturnValue() {
    return returned;
  }

  @Override
  public void updateReturnValue(@Nullable Object value) {
    returned = value;
  }

  @Override
  public Logger getLogger() {
    return logger;
  }

  @Override
  public String getInvocationId() {
    return "invocation-" + System.identityHashCode(this);
  }

  @Override
  public String getFunctionName() {
    return function.name();
  }

  private static final class Output implements OutputBinding<String> {
    private @Nullable String value;

    @Override
    public @Nullable String getValue() {
      return value;
    }

    @Override
    public void setValue(String value) {
      this.value = value;
    }
  }

  private final class Lines extends Handler {
    @Override
    public void publish(LogRecord line) {
      String text = line.getLevel() + " " + FORMAT.formatMessage(line);
      log.add(text);
      listener.accept(text);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
