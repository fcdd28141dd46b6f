package io.aksguard.evidence.template;

import io.aksguard.evidence.Gap;
import java.util.Optional;

/**
 * What holds for the resources at one place of the template.
 *
 * @param names what their expressions see
 * @param target where they are deployed to, which may be elsewhere than where the expressions of a
 *     nested template with outer scope are evaluated
 * @param doubt why it is not known whether they are deployed at all
 */
record Context(TemplateScope names, DeploymentScope target, Loops loops, Optional<Gap> doubt) {
  Frame frame() {
    return Frame.of(names, loops);
  }

  Context inLoop(String name, long index) {
    return new Context(names, target, loops.inResource(name, index), doubt);
  }

  Context doubting(Gap why) {
    return new Context(names, target, loops, doubt.or(() -> Optional.of(why)));
  }
}
