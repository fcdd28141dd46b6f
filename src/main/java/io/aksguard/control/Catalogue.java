package io.aksguard.control;

import io.aksguard.evidence.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Controls and what they refer to.
 *
 * @param controls in the order of their ids
 * @param tables dated facts by name, such as the support dates of Kubernetes versions
 * @param parameters what customers decide, by name
 * @param frameworks by id
 * @param practices by id
 */
public record Catalogue(
    List<Control> controls,
    JsonObject tables,
    Map<String, Parameter> parameters,
    Map<String, Framework> frameworks,
    Map<String, Practice> practices) {
  static final String RESOURCE = "/controls/catalogue.json";

  public Catalogue {
    controls = List.copyOf(controls);
    parameters = Map.copyOf(parameters);
    frameworks = Map.copyOf(frameworks);
    practices = Map.copyOf(practices);
  }

  static final Catalogue EMPTY =
      new Catalogue(List.of(), JsonObject.of(Map.of()), Map.of(), Map.of(), Map.of());

  /** The catalogue that the build has compiled into the jar. */
  public static Catalogue builtIn() {
    try (InputStream in = Catalogue.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " is not in the jar: the build has left it out");
      }
      return CatalogueFile.read(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Digest over the versions of all controls: 12 hexadecimal digits. */
  public String digest() {
    StringBuilder versions = new StringBuilder();
    controls.forEach(
        control -> versions.append(control.id()).append(control.version()).append('\n'));
    return Digest.of(versions.toString());
  }

  /** The controls that the remedies of these make fail in the ordinary course. */
  public Set<String> entailed(Collection<String> ids) {
    return controls.stream()
        .filter(control -> ids.contains(control.id()))
        .flatMap(control -> control.definition().remedy().entails().stream())
        .collect(Collectors.toSet());
  }

  /** The parameters' values where the customer decides nothing. */
  public Map<String, Object> defaults() {
    Map<String, Object> values = new TreeMap<>();
    parameters.forEach((name, parameter) -> values.put(name, parameter.fallback()));
    return values;
  }
}
