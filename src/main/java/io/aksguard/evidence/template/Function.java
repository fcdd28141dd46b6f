package io.aksguard.evidence.template;

/** One function of the template language. */
interface Function {
  /**
   * The value, which may be a gap.
   *
   * @throws io.aksguard.evidence.GapException where an argument is a gap or does not fit
   */
  Object apply(Arguments arguments);
}
