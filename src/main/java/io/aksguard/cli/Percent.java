package io.aksguard.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a number from 0 to 100. */
final class Percent implements ITypeConverter<Double> {
  @Override
  public Double convert(String text) {
    if (text.matches("[0-9]{1,3}(\\.[0-9]{1,9})?")) {
      double percent = Double.parseDouble(text);
      if (percent <= 100) {
        return percent;
      }
    }
    throw new TypeConversionException("'" + text + "' is no number from 0 to 100");
  }
}
