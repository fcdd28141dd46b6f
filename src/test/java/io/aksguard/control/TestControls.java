package io.aksguard.control;

import java.util.List;
import java.util.Map;

/** Definitions for tests. */
final class TestControls {
  private TestControls() {}

  static Definition definition(String id, String expect) {
    return new Definition(
        id,
        "A title",
        "1.1",
        Severity.HIGH,
        "Because.",
        List.of(new Source("A book", "p. 1")),
        List.of(),
        Map.of(),
        List.of("cluster"),
        "",
        "",
        "",
        "",
        "",
        expect,
        "cluster.on",
        "{seen}",
        false,
        new Remedy("manual", "none", "Think."));
  }
}
