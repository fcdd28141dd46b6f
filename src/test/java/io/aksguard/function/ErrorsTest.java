package io.aksguard.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpResponseMessage;
import io.aksguard.lab.HttpRequest;
import java.lang.reflect.Method;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Where the worker asks the injector for an instance, and where it fills parameters, it swallows an
 * Error: nothing is logged, and the call hangs until functionTimeout. An exception is answered.
 */
class ErrorsTest {
  static List<Error> errors() {
    return List.of(
        new StackOverflowError(),
        new NoClassDefFoundError("com/azure/core/Gone"),
        new ExceptionInInitializerError(new IllegalStateException("no such zone")),
        new ServiceConfigurationError("HttpClientProvider: not a subtype"),
        new AssertionError("cannot be"));
  }

  private static Object fail(Error error) {
    throw error;
  }

  @ParameterizedTest
  @MethodSource("errors")
  void appThatCannotBePutTogether_isAnException(Error error) {
    Injector broken =
        Injector.over(
            () -> {
              throw error;
            });

    for (int i = 0; i < 2; i++) {
      assertThat(catchThrowable(() -> broken.getInstance(ClusterFunctions.class)))
          .isInstanceOf(FunctionFailedException.class)
          .hasMessageContaining(error.getClass().getSimpleName())
          .hasMessageEndingWith("(asked: to start the app)");
    }
  }

  /** Thrown by a port: it stands for what any code behind the entry point may throw. */
  @TestFactory
  Stream<DynamicTest> everyFunction_tellsAnErrorAsAnException() {
    Map<Error, EntryPoints> apps = new LinkedHashMap<>();
    errors().forEach(error -> apps.put(error, new EntryPoints(() -> fail(error))));
    return EntryPoints.all().stream()
        .map(each -> DynamicTest.dynamicTest(each.getName(), () -> check(each, apps)));
  }

  private static void check(Method function, Map<Error, EntryPoints> apps) throws Exception {
    for (Map.Entry<Error, EntryPoints> app : apps.entrySet()) {
      assertThat(app.getValue().call(function))
          .matches("(?s)(FunctionFailedException: |\\{\"type\":\"about:blank\").*")
          .contains(app.getKey().getClass().getSimpleName());
    }
  }

  @ParameterizedTest
  @MethodSource("errors")
  void ready_saysWhatIsBroken(Error error) {
    List<Throwable> logged = new ArrayList<>();
    Logger log = Logger.getAnonymousLogger();
    log.setUseParentHandlers(false);
    log.setFilter(
        record -> {
          logged.add(record.getThrown());
          return false;
        });

    HttpResponseMessage answer =
        new EntryPoints(() -> fail(error))
            .of(HttpFunctions.class)
            .ready(
                new HttpRequest("GET", URI.create("http://a/api"), Map.of(), Optional.empty()),
                EntryPoints.proxy(ExecutionContext.class, () -> log));

    assertThat(logged).as("with its stack").containsExactly(error);
    assertThat(answer.getStatusCode()).isEqualTo(503);
    assertThat(String.valueOf(answer.getBody())).contains("\"status\":503");
    assertThat(String.valueOf(answer.getBody())).contains(error.getClass().getSimpleName());
  }

  /** The codec goes into the depth of a text: it must not run out of stack. */
  @Test
  void textThatIsNestedTooDeep_isAnException() {
    String deep = "{\"cluster\":" + "[".repeat(200_000) + "]".repeat(200_000) + "}";
    ClusterFunctions functions =
        new EntryPoints(() -> fail(new AssertionError())).of(ClusterFunctions.class);

    assertThat(catchThrowable(() -> functions.assess(deep)))
        .isInstanceOf(FunctionFailedException.class)
        .hasMessageContaining("nest");
  }
}
