package io.aksguard.cli;

import java.time.DateTimeException;
import java.time.Instant;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an instant within the years that expressions can reckon with. */
final class Instants implements ITypeConverter<Instant> {
  private static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9000-01-01T00:00:00Z");

  @Override
  public Instant convert(String text) {
    try {
      Instant instant = Instant.parse(text.strip());
      if (!instant.isBefore(FIRST) && instant.isBefore(LAST)) {
        return instant;
      }
    } catch (DateTimeException e) {
      // said below, as for an instant out of range
    }
    throw new TypeConversionException("'" + text + "' is no instant such as 2026-03-03T08:00:00Z");
  }
}
