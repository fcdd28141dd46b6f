package io.aksguard.control;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A control ready to be asked; {@link Catalogue} makes it. */
public final class Control {
  private final Definition definition;
  private final String version;
  final @Nullable Expression applies;
  final @Nullable Expression forEach;
  final @Nullable Expression where;
  final @Nullable Expression subject;
  final Expression expect;
  final List<String> seen;
  final List<MessagePart> message;
  final CompiledRemedy remedy;

  /**
   * Text, or an expression whose value is shown; null text with null expression is the seen value.
   */
  record MessagePart(@Nullable String text, @Nullable Expression expression) {}

  Control(
      Definition definition,
      String version,
      @Nullable Expression applies,
      @Nullable Expression forEach,
      @Nullable Expression where,
      @Nullable Expression subject,
      Expression expect,
      List<String> seen,
      List<MessagePart> message,
      CompiledRemedy remedy) {
    this.definition = definition;
    this.version = version;
    this.applies = applies;
    this.forEach = forEach;
    this.where = where;
    this.subject = subject;
    this.expect = expect;
    this.seen = List.copyOf(seen);
    this.message = List.copyOf(message);
    this.remedy = remedy;
  }

  public String id() {
    return definition.id();
  }

  public Definition definition() {
    return definition;
  }

  /** Digest of all that decides the verdict and the remedy: 12 hexadecimal digits. */
  public String version() {
    return version;
  }
}
