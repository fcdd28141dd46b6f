package io.aksguard.infra;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Gathers what is wrong with infra. */
abstract class Check {
  final Infra infra;
  final List<String> problems = new ArrayList<>();

  Check(Infra infra) {
    this.infra = infra;
  }

  List<String> problems() {
    return problems;
  }

  final void same(String what, Set<String> infra, Set<String> code) {
    infra.stream()
        .filter(one -> !code.contains(one))
        .forEach(one -> problems.add(what + ": only in infra: " + one));
    code.stream()
        .filter(one -> !infra.contains(one))
        .forEach(one -> problems.add(what + ": not in infra: " + one));
  }

  final void need(boolean holds, String problem) {
    if (!holds) {
      problems.add(problem);
    }
  }
}
