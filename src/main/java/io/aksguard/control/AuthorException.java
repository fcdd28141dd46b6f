package io.aksguard.control;

import io.aksguard.yaml.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** Controls, cases or configuration with mistakes; all of them, in the order of the files. */
public final class AuthorException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  public AuthorException(List<Problem> problems) {
    super(
        problems.stream()
            .sorted()
            .distinct()
            .map(Problem::toString)
            .collect(Collectors.joining("\n")));
    this.problems = problems.stream().sorted().distinct().toList();
  }

  public List<Problem> problems() {
    return problems;
  }
}
