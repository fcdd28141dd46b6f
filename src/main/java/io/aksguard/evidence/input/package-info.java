/**
 * Files to resources: every accepted shape becomes ARM resources; what cannot be read becomes a
 * line that says so.
 */
@NullMarked
package io.aksguard.evidence.input;

import org.jspecify.annotations.NullMarked;
