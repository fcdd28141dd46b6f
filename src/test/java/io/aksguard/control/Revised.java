package io.aksguard.control;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A catalogue of another day, in which one control is another. */
public final class Revised {
  private Revised() {}

  /** Its control is judged and mended alike, and yet it is another version. */
  public static Catalogue version(Catalogue of, String control) {
    return each(of, control, c -> Optional.of(with(c, c.definition(), "feedc0ffee12")));
  }

  /** Only a person can mend its control. */
  public static Catalogue unmended(Catalogue of, String control) {
    return each(of, control, c -> Optional.of(with(c, unmended(c.definition()), "feedc0ffee13")));
  }

  /** It does not have the control. */
  public static Catalogue without(Catalogue of, String control) {
    return each(of, control, c -> Optional.empty());
  }

  /** It has no other control. */
  public static Catalogue only(Catalogue of, String control) {
    return new Catalogue(
        of.controls().stream().filter(c -> c.id().equals(control)).toList(),
        of.tables(),
        of.parameters(),
        of.frameworks(),
        of.practices());
  }

  private static Catalogue each(
      Catalogue of, String id, Function<Control, Optional<Control>> change) {
    List<Control> controls =
        of.controls().stream()
            .flatMap(c -> c.id().equals(id) ? change.apply(c).stream() : Optional.of(c).stream())
            .toList();
    return new Catalogue(controls, of.tables(), of.parameters(), of.frameworks(), of.practices());
  }

  private static Control with(Control c, Definition definition, String version) {
    return new Control(
        definition,
        version,
        c.applies,
        c.forEach,
        c.where,
        c.subject,
        c.expect,
        c.seen,
        c.message,
        c.remedy);
  }

  private static Definition unmended(Definition d) {
    return new Definition(
        d.id(),
        d.title(),
        d.practice(),
        d.severity(),
        d.why(),
        d.sources(),
        d.peers(),
        d.frameworks(),
        d.sections(),
        d.applies(),
        d.forEach(),
        d.as(),
        d.where(),
        d.subject(),
        d.expect(),
        d.seen(),
        d.message(),
        d.sensitive(),
        new Remedy("manual", "none", "Think."));
  }
}
