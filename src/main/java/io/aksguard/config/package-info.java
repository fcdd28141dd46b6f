/** guard.yaml: what customers decide. Validated as a whole; imports controls, never an adapter. */
@NullMarked
package io.aksguard.config;

import org.jspecify.annotations.NullMarked;
