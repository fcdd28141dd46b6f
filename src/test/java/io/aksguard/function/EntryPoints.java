package io.aksguard.function;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.EventGridTrigger;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.TimerTrigger;
import com.microsoft.durabletask.azurefunctions.DurableClientInput;
import com.microsoft.durabletask.azurefunctions.DurableOrchestrationTrigger;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.aksguard.app.App;
import io.aksguard.app.Ports;
import io.aksguard.app.Settings;
import io.aksguard.evidence.Collector;
import io.aksguard.evidence.Fleet;
import io.aksguard.history.Signer;
import io.aksguard.lab.HttpRequest;
import io.aksguard.notice.Notices;
import io.aksguard.remediation.azure.Azure;
import io.aksguard.remediation.azure.ChangeLog;
import io.aksguard.storage.Blobs;
import io.aksguard.storage.Expiry;
import io.aksguard.storage.Rows;
import io.aksguard.storage.Store;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** The functions of an app whose ports fail, called as the worker calls them. */
final class EntryPoints {
  static final String CLUSTER =
      "/subscriptions/s/resourceGroups/g/providers/Microsoft.ContainerService/managedClusters/c";

  /** Of each activity it has what that one asks for. */
  static final String REQUEST =
      "{\"cluster\":\"%s\",\"waited\":0,\"etag\":\"e\",\"kind\":\"audit\",\"run\":\"20261123T120000Z\",\"shard\":0,\"failed\":\"\",\"from\":\"\",\"operation\":\"\"}"
          .formatted(CLUSTER);

  /** What each function over HTTP finds something in to do. */
  private static final String BODY =
      "{\"cluster\":\"%s\",\"intent\":\"%s-%s\",\"decision\":\"approve\",\"do\":\"resume\"}"
          .formatted(CLUSTER, "0".repeat(32), "0".repeat(16));

  private static final String URL =
      "http://a/api?cluster=" + CLUSTER + "&control=local-accounts-disabled";

  /** Somebody who may do all of it. */
  private static final Map<String, String> APPROVER =
      Map.of(
          "content-type",
          "application/json",
          "x-ms-client-principal",
          Base64.getEncoder()
              .encodeToString(
                  """
                  {"claims": [{"typ": "oid", "val": "o"}, {"typ": "tid", "val": "t"},
                              {"typ": "roles", "val": "Approver"}]}
                  """
                      .getBytes(StandardCharsets.UTF_8)));

  /** A Durable extension that nobody serves. */
  static final String NOBODY = "{\"rpcBaseUrl\":\"http://127.0.0.1:1/\"}";

  private static final String EVENT =
      "{\"id\":\"1\",\"topic\":\"/subscriptions/s\",\"subject\":\"%s\",\"eventType\":\"Microsoft.Resources.ResourceWriteSuccess\",\"eventTime\":\"2026-11-23T12:00:00Z\",\"data\":{\"resourceUri\":\"%s\",\"operationName\":\"Microsoft.ContainerService/managedClusters/write\"}}"
          .formatted(CLUSTER, CLUSTER);

  private final Supplier<?> failure;
  private final Injector injector;

  /**
   * @param failure throws what each call of a port fails with
   */
  EntryPoints(Supplier<?> failure) {
    this(failure, down(failure));
  }

  EntryPoints(Supplier<?> failure, Store store) {
    this.failure = failure;
    Settings settings =
        Settings.of(
            Map.of(
                "AKS_GUARD_SUBSCRIPTIONS", "s",
                "AKS_GUARD_STORE", "unused",
                "AKS_GUARD_TENANT_ID", "t",
                "WEBSITE_AUTH_ENABLED", "True"));
    this.injector =
        Injector.over(
            () ->
                new App(
                    settings,
                    Clock.systemUTC(),
                    new Ports(
                        port(Collector.class),
                        port(Azure.class),
                        port(ChangeLog.class),
                        port(Fleet.class),
                        id -> true,
                        store,
                        port(Expiry.class),
                        port(Notices.class),
                        port(Signer.class))));
  }

  private <T> T port(Class<T> type) {
    return proxy(type, failure);
  }

  private static Store down(Supplier<?> failure) {
    Rows rows = proxy(Rows.class, failure);
    Blobs blobs = proxy(Blobs.class, failure);
    return new Store(rows, rows, rows, blobs, blobs, blobs, blobs, blobs, blobs);
  }

  /** All that touch a port but {@code ready}: no orchestrators, and not {@code live}. */
  static List<Method> all() {
    List<Method> all =
        new ClassFileImporter()
            .importPackagesOf(Injector.class).stream()
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.isAnnotatedWith(FunctionName.class))
                .map(method -> method.reflect())
                .filter(method -> !isOrchestrator(method) && !asksNothing(method))
                .toList();
    assertThat(all).hasSizeGreaterThan(15);
    return all;
  }

  private static boolean isOrchestrator(Method method) {
    return Stream.of(method.getParameters())
        .anyMatch(p -> p.isAnnotationPresent(DurableOrchestrationTrigger.class));
  }

  /** Or says itself what it lacks. */
  private static boolean asksNothing(Method method) {
    return Set.of("live", "ready").contains(method.getName());
  }

  static boolean isActivity(Method function) {
    return List.of(arguments(function)).contains(REQUEST);
  }

  <T> T of(Class<T> type) {
    return injector.getInstance(type);
  }

  /** Calls a function and gives what the host hears of its failure, or the text of its 503. */
  String call(Method function) throws ReflectiveOperationException {
    Object of = of(function.getDeclaringClass());
    try {
      return answered((HttpResponseMessage) function.invoke(of, arguments(function)));
    } catch (InvocationTargetException e) {
      return heard(e);
    }
  }

  private static String answered(HttpResponseMessage answer) {
    assertThat(answer).as("an answer, as if nothing had failed").isNotNull();
    assertThat(answer.getStatusCode()).isEqualTo(503);
    assertThat(answer.getHeader("Content-Type")).isEqualTo("application/problem+json");
    return String.valueOf(answer.getBody());
  }

  /** As the worker tells it: the root cause alone. */
  static String heard(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getClass().getSimpleName() + ": " + root.getMessage();
  }

  private static Object[] arguments(Method function) {
    return Stream.of(function.getParameters()).map(EntryPoints::argument).toArray();
  }

  private static Object argument(Parameter parameter) {
    if (parameter.getType() == ExecutionContext.class) {
      return proxy(ExecutionContext.class, Logger::getAnonymousLogger);
    }
    if (parameter.getType() == HttpRequestMessage.class) {
      return new HttpRequest("POST", URI.create(URL), APPROVER, Optional.of(BODY));
    }
    if (parameter.isAnnotationPresent(EventGridTrigger.class)) {
      return EVENT;
    }
    if (parameter.isAnnotationPresent(TimerTrigger.class)) {
      return "{\"IsPastDue\":false}";
    }
    return parameter.isAnnotationPresent(DurableClientInput.class) ? NOBODY : REQUEST;
  }

  static <T> T proxy(Class<T> type, Supplier<?> answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            // What a port says of itself is no call.
            (proxy, method, arguments) ->
                method.isDefault()
                    ? InvocationHandler.invokeDefault(proxy, method, arguments)
                    : answer.get()));
  }
}
