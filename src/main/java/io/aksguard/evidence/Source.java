package io.aksguard.evidence;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Who told what was observed, from the freshest to the one that may lag most. */
public enum Source {
  /** The resource provider itself. */
  ARM,
  /** Azure Resource Graph, which follows seconds to minutes behind a write. */
  RESOURCE_GRAPH,
  /** A file; who wrote it is not known. */
  FILE;

  /** As reports and snapshots write it, {@code resource-graph}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<Source> of(String label) {
    return Arrays.stream(values()).filter(source -> source.label().equals(label)).findFirst();
  }

  /** Of a thing made of both, the one that may lag more. */
  public Source or(Source other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
