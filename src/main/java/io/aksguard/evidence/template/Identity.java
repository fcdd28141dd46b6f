package io.aksguard.evidence.template;

/**
 * What a resource is called.
 *
 * @param type the full type, for an extension resource the extension's
 * @param name the last segment of its name, as a read of the resource answers it; or a gap
 * @param id the resource id, or a gap
 * @param parent what the resources nested in this one are named by
 */
record Identity(String type, Object name, Object id, Parent parent) {

  /**
   * What a nested resource inherits.
   *
   * @param type the full type as the template has it
   * @param name all segments, or a gap
   * @param scope the id that the parent's own id begins with, or a gap
   */
  record Parent(String type, Object name, Object scope) {}
}
