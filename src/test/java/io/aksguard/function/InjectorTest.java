package io.aksguard.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InjectorTest {
  private final Map<String, String> environment = new HashMap<>();
  private final Injector injector = new Injector(environment, Clock.systemUTC());

  @Test
  void getInstance_givesOneInstance(@TempDir Path folder) {
    environment.put("AKS_GUARD_SNAPSHOT", folder.toString());

    AuditFunctions first = injector.getInstance(AuditFunctions.class);

    assertThat(injector.getInstance(AuditFunctions.class)).isSameAs(first);
  }

  @Test
  void getInstance_whenASettingIsMissing_saysSoEachTime_untilItIsThere(@TempDir Path folder) {
    for (int i = 0; i < 2; i++) {
      assertThatIllegalStateException()
          .isThrownBy(() -> injector.getInstance(AuditFunctions.class))
          .withMessageStartingWith("app setting AKS_GUARD_SNAPSHOT is missing");
    }

    environment.put("AKS_GUARD_SNAPSHOT", folder.toString());

    assertThat(injector.getInstance(AuditFunctions.class)).isNotNull();
  }

  @Test
  void getInstance_ofAnotherClass_isNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> injector.getInstance(String.class))
        .withMessage("no class of functions: java.lang.String");
  }
}
