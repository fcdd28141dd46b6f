package io.aksguard.control;

import dev.cel.runtime.CelVariableResolver;
import io.aksguard.evidence.Evidence;
import io.aksguard.evidence.Gap;
import io.aksguard.evidence.GapException;
import io.aksguard.evidence.JsonObject;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an expression sees by name. */
final class Variables implements CelVariableResolver {
  private final Surroundings surroundings;
  private final Evidence evidence;
  private final String elementName;
  private final @Nullable Object element;

  /** What is the same for all clusters. */
  record Surroundings(JsonObject tables, JsonObject parameters, Instant at) {
    /** Of a cluster. */
    Variables of(Evidence evidence) {
      return new Variables(this, evidence, "", null);
    }
  }

  private Variables(
      Surroundings surroundings, Evidence evidence, String elementName, @Nullable Object element) {
    this.surroundings = surroundings;
    this.evidence = evidence;
    this.elementName = elementName;
    this.element = element;
  }

  /** With one element of a list under this name. */
  Variables with(String name, Object value) {
    return new Variables(surroundings, evidence, name, value);
  }

  @Override
  public Optional<Object> find(String name) {
    if (element != null && name.equals(elementName)) {
      return Optional.of(element);
    }
    return switch (name) {
      case "params" -> Optional.of(surroundings.parameters());
      case "tables" -> Optional.of(surroundings.tables());
      case "at" -> Optional.of(surroundings.at());
      default -> section(name);
    };
  }

  private Optional<Object> section(String name) {
    if (!Evidence.SECTIONS.contains(name)) {
      return Optional.empty();
    }
    Object value = evidence.value(name);
    if (value instanceof Gap gap) {
      throw new GapException(gap);
    }
    return Optional.of(value);
  }
}
