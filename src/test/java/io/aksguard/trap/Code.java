package io.aksguard.trap;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import io.aksguard.workflow.Answer;
import java.net.URI;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The compiled code of the product, and rules over it. */
final class Code {
  private Code() {}

  /** The classes of one package of the product. */
  static JavaClasses of(String name) {
    return new ClassFileImporter().importPath(root().resolve(name));
  }

  /** All classes of the product but those of one package. */
  static JavaClasses without(String name) {
    return new ClassFileImporter()
        .withImportOption(location -> !location.contains("/io/aksguard/" + name + "/"))
        .importPath(root());
  }

  static JavaClasses of(Class<?> misstep) {
    return new ClassFileImporter().importClasses(misstep);
  }

  private static Path root() {
    return Path.of(
        URI.create(
            Answer.class.getProtectionDomain().getCodeSource().getLocation() + "io/aksguard/"));
  }

  /** A rule over each class; what is told to the second argument is a violation. */
  static ArchRule rule(String name, BiConsumer<JavaClass, Consumer<String>> check) {
    return ArchRuleDefinition.classes()
        .should(
            new ArchCondition<JavaClass>(name) {
              @Override
              public void check(JavaClass type, ConditionEvents events) {
                check.accept(type, found -> events.add(SimpleConditionEvent.violated(type, found)));
              }
            });
  }

  /** Of a type of the library no methods but these are called or referred to. */
  static ArchRule onlyUse(Class<?> library, String... signatures) {
    Set<String> known = Set.of(signatures);
    return never(
        "use of " + library.getSimpleName() + " only " + known,
        access -> access.getTargetOwner().isEquivalentTo(library) && !known.contains(told(access)));
  }

  /** No such call, nor a reference to such a method. */
  static ArchRule never(String name, Predicate<JavaCodeUnitAccess<?>> misstep) {
    return rule(
        name,
        (type, violation) -> {
          for (JavaAccess<?> access : type.getAccessesFromSelf()) {
            if (access instanceof JavaCodeUnitAccess<?> call && misstep.test(call)) {
              violation.accept(access.getDescription());
            }
          }
        });
  }

  /** {@code getInput(Class)}. */
  static String told(JavaCodeUnitAccess<?> access) {
    return access.getTarget().getRawParameterTypes().stream()
        .map(JavaClass::getSimpleName)
        .collect(Collectors.joining(", ", access.getName() + "(", ")"));
  }
}
