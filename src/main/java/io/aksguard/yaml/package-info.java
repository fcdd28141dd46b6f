/**
 * YAML read with positions, so that an author's mistake is reported as file:line:column, all at
 * once.
 */
@NullMarked
package io.aksguard.yaml;

import org.jspecify.annotations.NullMarked;
