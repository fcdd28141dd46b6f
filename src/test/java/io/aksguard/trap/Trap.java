package io.aksguard.trap;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * A rule that keeps the product out of a trap, and code that has stepped into it: the rule must see
 * that.
 */
record Trap(String name, ArchRule rule, List<Class<?>> missteps) {
  static Trap of(String name, ArchRule rule, Class<?>... missteps) {
    return new Trap(name, rule, List.of(missteps));
  }

  Stream<DynamicTest> tests(JavaClasses product) {
    return Stream.concat(
        Stream.of(DynamicTest.dynamicTest(name, () -> rule.check(product))),
        missteps.stream()
            .map(
                misstep ->
                    DynamicTest.dynamicTest(
                        name + ": " + misstep.getSimpleName() + " is found",
                        () ->
                            assertThat(rule.evaluate(Code.of(misstep)).hasViolation())
                                .as("%s breaks: %s", misstep, rule.getDescription())
                                .isTrue())));
  }
}
