package io.aksguard.config;

import io.aksguard.control.Catalogue;
import io.aksguard.control.Parameter;
import io.aksguard.evidence.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the customer has decided.
 *
 * @param parameters a value for each parameter of the catalogue
 * @param modes what may be done about failures
 * @param bounds within which it is done
 */
public record GuardConfig(
    Map<String, Object> parameters, List<Waiver> waivers, Modes modes, Bounds bounds) {
  public GuardConfig {
    parameters = Map.copyOf(parameters);
    waivers = List.copyOf(waivers);
  }

  /** Where the customer lets people decide about each fix. */
  public GuardConfig(Map<String, Object> parameters, List<Waiver> waivers) {
    this(parameters, waivers, Modes.DEFAULT, Bounds.DEFAULT);
  }

  /** Where the customer has decided nothing. */
  public static GuardConfig defaults(Catalogue catalogue) {
    return new GuardConfig(catalogue.defaults(), List.of());
  }

  /**
   * With one parameter set as on a command line.
   *
   * @throws IllegalArgumentException when there is no such parameter or the value is not of its
   *     type
   */
  public GuardConfig with(Catalogue catalogue, String name, String text) {
    Parameter parameter = catalogue.parameters().get(name);
    if (parameter == null) {
      throw new IllegalArgumentException(
          "there is no parameter '" + name + "'; known are " + known(catalogue));
    }
    Optional<Object> value = parameter.parse(text);
    if (value.isEmpty()) {
      throw new IllegalArgumentException(
          "parameter '" + name + "' is " + word(parameter.type()) + ", not '" + text + "'");
    }
    Map<String, Object> changed = new TreeMap<>(parameters);
    changed.put(name, value.get());
    return new GuardConfig(changed, waivers, modes, bounds);
  }

  /** The same with these waivers. */
  GuardConfig with(List<Waiver> others) {
    return new GuardConfig(parameters, others, modes, bounds);
  }

  /** The same, with which nothing is done but shown. */
  public GuardConfig reportingOnly() {
    return new GuardConfig(parameters, waivers, Modes.REPORTING, bounds);
  }

  /** The parameters as expressions see them. */
  public JsonObject values() {
    return JsonObject.of(new TreeMap<>(parameters));
  }

  private static String known(Catalogue catalogue) {
    return String.join(", ", catalogue.parameters().keySet().stream().sorted().toList());
  }

  static String word(Parameter.Type type) {
    return switch (type) {
      case INTEGER -> "a whole number";
      case BOOLEAN -> "true or false";
      case STRING -> "a text";
      case LIST -> "a list of texts";
    };
  }
}
