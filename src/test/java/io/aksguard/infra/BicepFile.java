package io.aksguard.infra;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a Bicep file declares.
 *
 * @param name its file name
 */
record BicepFile(String name, List<Declaration> declarations) {
  /** What a declaration declares. */
  enum Sort {
    TARGET_SCOPE,
    PARAM,
    VAR,
    RESOURCE,
    MODULE,
    OUTPUT
  }

  /**
   * One declaration.
   *
   * @param symbol its name; {@code targetScope} for that
   * @param type of a parameter or output its type, of a resource its type with API version, of a
   *     module its path
   * @param existing whether the resource is only referred to
   * @param condition of {@code = if (condition)}, else empty
   * @param value its value or body; of a parameter without default an empty expression
   * @param line counted from 1
   */
  record Declaration(
      Sort sort,
      String symbol,
      String type,
      boolean existing,
      String condition,
      Value value,
      int line) {
    boolean hasValue() {
      return !value.equals(new Value.Expression(""));
    }
  }

  Stream<Declaration> all(Sort sort) {
    return declarations.stream().filter(d -> d.sort() == sort);
  }

  Optional<Declaration> find(Sort sort, String symbol) {
    return all(sort).filter(d -> d.symbol().equals(symbol)).findFirst();
  }

  /** Resources that this file makes, of a type that begins so, whatever its case. */
  Stream<Declaration> made(String type) {
    return all(Sort.RESOURCE)
        .filter(d -> !d.existing() && d.type().regionMatches(true, 0, type, 0, type.length()));
  }

  /** What the file is deployed to; Bicep's default is a resource group. */
  String scope() {
    return all(Sort.TARGET_SCOPE).map(d -> d.value().text()).findFirst().orElse("resourceGroup");
  }
}
