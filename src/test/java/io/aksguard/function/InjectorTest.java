package io.aksguard.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.fail;

import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.spi.inject.FunctionInstanceInjector;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.aksguard.app.App;
import io.aksguard.app.Settings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InjectorTest {
  @TempDir private Path folder;

  private final Map<String, String> environment = new HashMap<>();
  private final Injector injector = new Injector(environment, Clock.systemUTC());

  @BeforeEach
  void configure() {
    environment.put("AKS_GUARD_SUBSCRIPTIONS", "00000000-0000-0000-0000-000000000001");
    environment.put("AKS_GUARD_STORE", folder.resolve("store").toString());
  }

  @Test
  void getInstance_givesOneInstanceOfEachClass() {
    ClusterFunctions first = injector.getInstance(ClusterFunctions.class);

    assertThat(injector.getInstance(ClusterFunctions.class)).isSameAs(first);
    assertThat(injector.getInstance(EventFunctions.class)).isNotNull();
    assertThat(injector.getInstance(TimerFunctions.class)).isNotNull();
    assertThat(injector.getInstance(HttpFunctions.class)).isNotNull();
    assertThat(injector.getInstance(FleetFunctions.class)).isNotNull();
  }

  /** The worker makes it without arguments, before it knows the app's settings. */
  @Test
  void worker_findsIt() {
    assertThat(ServiceLoader.load(FunctionInstanceInjector.class))
        .singleElement()
        .isInstanceOf(Injector.class);
  }

  @Test
  void everyFunction_isOfAClassThatItKnows() {
    assertThat(classes())
        .isNotEmpty()
        .allMatch(type -> type.isInstance(injector.getInstance(type)));
  }

  private static List<? extends Class<?>> classes() {
    return new ClassFileImporter()
        .importPackagesOf(Injector.class).stream()
            .filter(
                type ->
                    type.getMethods().stream()
                        .anyMatch(method -> method.isAnnotatedWith(FunctionName.class)))
            .map(JavaClass::reflect)
            .toList();
  }

  @Test
  void getInstance_whenASettingIsMissing_saysSoEachTime_untilItIsThere() {
    String store = environment.remove("AKS_GUARD_STORE");
    for (int i = 0; i < 2; i++) {
      assertThatExceptionOfType(FunctionFailedException.class)
          .isThrownBy(() -> injector.getInstance(ClusterFunctions.class))
          .withMessageContaining("AKS_GUARD_STORE is missing");
    }

    environment.put("AKS_GUARD_STORE", store);

    assertThat(injector.getInstance(ClusterFunctions.class)).isNotNull();
  }

  /** Its clients, its catalogue and its store's connections are too much for each invocation. */
  @Test
  void app_isPutTogetherOnce_howeverManyInvocationsThereAre() {
    AtomicInteger times = new AtomicInteger();
    Injector once =
        Injector.over(
            () -> {
              times.incrementAndGet();
              return new App(Settings.of(environment), Clock.systemUTC());
            });

    for (int i = 0; i < 3; i++) {
      classes().forEach(once::getInstance);
    }

    assertThat(times).hasValue(1);
  }

  /** While the worker looks for it, in the 10 seconds that it may take to start. */
  @Test
  void constructor_doesNothing() {
    assertThat(Injector.over(() -> fail("the app is put together too early"))).isNotNull();
    assertThat(new Injector(Map.of(), Clock.systemUTC())).isNotNull();
  }

  @Test
  void getInstance_ofAnotherClass_isNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> injector.getInstance(String.class))
        .withMessage("no class of functions: java.lang.String");
  }
}
