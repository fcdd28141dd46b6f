package io.aksguard.function;

import static io.aksguard.function.EntryPoints.CLUSTER;
import static io.aksguard.function.EntryPoints.NOBODY;
import static io.aksguard.function.EntryPoints.REQUEST;
import static io.aksguard.function.EntryPoints.heard;
import static io.aksguard.function.EntryPoints.proxy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.microsoft.azure.functions.ExecutionContext;
import io.aksguard.app.Stores;
import io.aksguard.storage.MemoryStore;
import io.aksguard.storage.Store;
import io.aksguard.storage.UnavailableException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What the host hears of a function that fails: the worker tells it the root cause alone, by its
 * simple name and message. Of a store that is down that would be "ClosedChannelException: null".
 */
class FailuresTest {
  private static final String WHY =
      "cannot read row a of b: ConnectException: ClosedChannelException";

  private final EntryPoints functions = new EntryPoints(FailuresTest::down);

  /** As the Azure SDK fails over the JDK's client when nobody listens. */
  private static Object down() {
    ConnectException refused = new ConnectException();
    refused.initCause(new ClosedChannelException());
    throw new UnavailableException("cannot read row a of b: null", refused);
  }

  @TestFactory
  Stream<DynamicTest> everyFunction_saysWhyItFailed_andWhatItWasToDo() {
    return EntryPoints.all().stream()
        .map(each -> DynamicTest.dynamicTest(each.getName(), () -> check(each)));
  }

  private void check(Method function) throws Exception {
    String heard = functions.call(function);

    assertThat(heard).contains(WHY).doesNotContain("null");
    if (EntryPoints.isActivity(function)) {
      assertThat(heard).endsWith("(asked: " + REQUEST + ")");
    }
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
      ClusterFunctions over = over(store).of(ClusterFunctions.class);

      Throwable thrown = catchThrowable(() -> over.finish(REQUEST));

      assertThat(heard(thrown))
          .startsWith("FunctionFailedException: cannot ")
          .contains("ConnectException", "(asked: {\"cluster\":\"" + CLUSTER)
          .doesNotContain("null");
      assertThat(thrown.getSuppressed()).hasSize(1);
    }
  }

  private static EntryPoints over(Store store) {
    return new EntryPoints(FailuresTest::down, store);
  }

  @Test
  void extensionThatDoesNotAnswer_isNamed() {
    TimerFunctions over = over(MemoryStore.create()).of(TimerFunctions.class);

    Throwable thrown =
        catchThrowable(
            () -> over.auditFleet("", NOBODY, proxy(ExecutionContext.class, () -> null)));

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
