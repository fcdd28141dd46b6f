package io.aksguard.control.podsecurity;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.evidence.JsonValue;
import io.aksguard.yaml.Problem;
import io.aksguard.yaml.YamlFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Pods of YAML. */
final class Pods {
  private Pods() {}

  static Object parse(String yaml) {
    return JsonValue.of(plain(yaml));
  }

  /** The pod with changes laid over it: null removes, a list is changed element by element. */
  static Object changed(String yaml, String changes) {
    return JsonValue.of(merge(plain(yaml), plain(changes)));
  }

  private static @Nullable Object plain(String yaml) {
    List<Problem> problems = new ArrayList<>();
    Object plain = YamlFile.parse("pod", yaml, problems).orElseThrow().value();
    assertThat(problems).isEmpty();
    return plain;
  }

  private static @Nullable Object merge(@Nullable Object base, @Nullable Object change) {
    if (base instanceof Map<?, ?> old && change instanceof Map<?, ?> changes) {
      Map<Object, @Nullable Object> merged = new LinkedHashMap<>(old);
      changes.forEach((key, value) -> merged.put(key, merge(old.get(key), value)));
      return merged;
    }
    if (base instanceof List<?> old && change instanceof List<?> changes) {
      List<@Nullable Object> merged = new ArrayList<>(changes);
      for (int i = 0; i < Math.min(old.size(), changes.size()); i++) {
        merged.set(i, merge(old.get(i), changes.get(i)));
      }
      return merged;
    }
    return change;
  }
}
