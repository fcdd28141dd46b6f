package io.aksguard.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

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
import io.aksguard.app.Stores;
import io.aksguard.evidence.Collector;
import io.aksguard.evidence.Fleet;
import io.aksguard.history.Signer;
import io.aksguard.lab.HttpRequest;
import io.aksguard.notice.Notices;
import io.aksguard.storage.Blobs;
import io.aksguard.storage.Expiry;
import io.aksguard.storage.MemoryStore;
import io.aksguard.storage.Rows;
import io.aksguard.storage.Store;
import io.aksguard.storage.UnavailableException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Proxy;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What the host hears of a function that fails: the worker tells it the root cause alone, by its
 * simple name and message. Of a store that is down that would be "ClosedChannelException: null".
 */
class FailuresTest {
  private static final String CLUSTER =
      "/subscriptions/s/resourceGroups/g/providers/Microsoft.ContainerService/managedClusters/c";

  private static final String REQUEST =
      "{\"cluster\":\"%s\",\"waited\":0,\"etag\":\"e\",\"kind\":\"audit\",\"run\":\"20261123T120000Z\",\"shard\":0,\"failed\":\"\",\"from\":\"\"}"
          .formatted(CLUSTER);

  /** A Durable extension that nobody serves. */
  private static final String NOBODY = "{\"rpcBaseUrl\":\"http://127.0.0.1:1/\"}";

  private static final String WHY =
      "cannot read row a of b: ConnectException: ClosedChannelException";

  private static final String EVENT =
      "{\"id\":\"1\",\"topic\":\"/subscriptions/s\",\"subject\":\"%s\",\"eventType\":\"Microsoft.Resources.ResourceWriteSuccess\",\"eventTime\":\"2026-11-23T12:00:00Z\",\"data\":{\"resourceUri\":\"%s\",\"operationName\":\"Microsoft.ContainerService/managedClusters/write\"}}"
          .formatted(CLUSTER, CLUSTER);

  private final Settings settings =
      Settings.of(Map.of("AKS_GUARD_SUBSCRIPTIONS", "s", "AKS_GUARD_STORE", "unused"));
  private final Injector injector = over(store());

  private Injector over(Store store) {
    return Injector.over(
        () ->
            new App(
                settings,
                Clock.systemUTC(),
                new Ports(
                    down(Collector.class),
                    down(Fleet.class),
                    store,
                    down(Expiry.class),
                    down(Notices.class),
                    down(Signer.class))));
  }

  /** As the Azure SDK fails over the JDK's client when nobody listens. */
  private static <T> T down(Class<T> port) {
    return proxy(
        port,
        () -> {
          ConnectException refused = new ConnectException();
          refused.initCause(new ClosedChannelException());
          throw new UnavailableException("cannot read row a of b: null", refused);
        });
  }

  private static Store store() {
    Rows rows = down(Rows.class);
    Blobs blobs = down(Blobs.class);
    return new Store(rows, rows, rows, blobs, blobs, blobs, blobs, blobs, blobs);
  }

  @TestFactory
  Stream<DynamicTest> everyFunction_saysWhyItFailed_andWhatItWasToDo() {
    List<Method> functions =
        new ClassFileImporter()
            .importPackagesOf(Injector.class).stream()
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.isAnnotatedWith(FunctionName.class))
                .map(method -> method.reflect())
                .filter(method -> !isOrchestrator(method) && !asksNothing(method))
                .toList();
    assertThat(functions).hasSizeGreaterThan(15);
    return functions.stream()
        .map(each -> DynamicTest.dynamicTest(each.getName(), () -> check(each)));
  }

  private static boolean isOrchestrator(Method method) {
    return Stream.of(method.getParameters())
        .anyMatch(p -> p.isAnnotationPresent(DurableOrchestrationTrigger.class));
  }

  /** Or says itself what it lacks. */
  private static boolean asksNothing(Method method) {
    return Set.of("live", "ready").contains(method.getName());
  }

  private void check(Method function) throws Exception {
    Object of = injector.getInstance(function.getDeclaringClass());
    Object[] arguments = Stream.of(function.getParameters()).map(FailuresTest::argument).toArray();

    String heard;
    try {
      heard = answered((HttpResponseMessage) function.invoke(of, arguments));
    } catch (InvocationTargetException e) {
      heard = heard(e);
    }

    assertThat(heard).contains(WHY).doesNotContain("null");
    if (List.of(arguments).contains(REQUEST)) {
      assertThat(heard).endsWith("(asked: " + REQUEST + ")");
    }
  }

  private static String answered(HttpResponseMessage answer) {
    assertThat(answer.getStatusCode()).isEqualTo(503);
    assertThat(answer.getHeader("Content-Type")).isEqualTo("application/problem+json");
    return String.valueOf(answer.getBody());
  }

  /** As the worker tells it. */
  private static String heard(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getClass().getSimpleName() + ": " + root.getMessage();
  }

  private static Object argument(Parameter parameter) {
    if (parameter.getType() == ExecutionContext.class) {
      return proxy(ExecutionContext.class, Logger::getAnonymousLogger);
    }
    if (parameter.getType() == HttpRequestMessage.class) {
      return new HttpRequest("POST", URI.create("http://a/api"), Map.of(), Optional.empty());
    }
    if (parameter.isAnnotationPresent(EventGridTrigger.class)) {
      return EVENT;
    }
    if (parameter.isAnnotationPresent(TimerTrigger.class)) {
      return "{\"IsPastDue\":false}";
    }
    return parameter.isAnnotationPresent(DurableClientInput.class) ? NOBODY : REQUEST;
  }

  private static <T> T proxy(Class<T> type, Supplier<?> answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> answer.get()));
  }

  /** The real chain of causes, which the one above imitates. */
  @Test
  void storageAccountThatDoesNotAnswer_isNamed() throws Exception {
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = "127.0.0.1:" + closed.getLocalPort();
      closed.close();
      Store store =
          Stores.open(
                  "AccountName=a;AccountKey=AAAA;TableEndpoint=http://%s/a;BlobEndpoint=http://%s/a"
                      .formatted(port, port))
              .store();
      ClusterFunctions functions = over(store).getInstance(ClusterFunctions.class);

      Throwable thrown = catchThrowable(() -> functions.finish(REQUEST));

      assertThat(heard(thrown))
          .startsWith("FunctionFailedException: cannot ")
          .contains("ConnectException", "(asked: {\"cluster\":\"" + CLUSTER)
          .doesNotContain("null");
      assertThat(thrown.getSuppressed()).hasSize(1);
    }
  }

  @Test
  void extensionThatDoesNotAnswer_isNamed() {
    TimerFunctions functions = over(MemoryStore.create()).getInstance(TimerFunctions.class);

    Throwable thrown =
        catchThrowable(
            () -> functions.auditFleet("", NOBODY, proxy(ExecutionContext.class, () -> null)));

    assertThat(heard(thrown))
        .contains("UNAVAILABLE", "127.0.0.1:1", "(asked: a run of kind audit)")
        .doesNotContain("null");
  }

  @Test
  void appThatCannotBePutTogether_saysWhy() {
    Injector broken =
        Injector.over(
            () -> {
              throw new IllegalStateException(
                  "the key cannot be used", new AccessDeniedException("/a/key.pem"));
            });

    assertThat(heard(catchThrowable(() -> broken.getInstance(ClusterFunctions.class))))
        .isEqualTo(
            "FunctionFailedException: IllegalStateException: the key cannot be used:"
                + " AccessDeniedException: /a/key.pem (asked: to start the app)");
  }

  /** It is kept in the histories of orchestrations. */
  @Test
  void message_isOfAtMost2000Characters() {
    assertThat(new FunctionFailedException("x", new IllegalStateException("y".repeat(5_000))))
        .message()
        .hasSize(2_000)
        .endsWith("…");
  }

  /** The worker writes the stack of what was thrown: the first cause is in it. */
  @Test
  void stack_isTold() {
    StringWriter stack = new StringWriter();
    new FunctionFailedException("x", new IllegalStateException("a", new IOException("b")))
        .printStackTrace(new PrintWriter(stack));

    assertThat(stack.toString()).contains("Caused by: java.io.IOException: b");
  }
}
