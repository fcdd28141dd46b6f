/**
 * The Pod Security Standards of Kubernetes: which checks of a level a pod violates. Judges as the
 * newest known admission plugin does for the asked policy version. Imports evidence, nothing of
 * controls.
 */
@NullMarked
package io.aksguard.control.podsecurity;

import org.jspecify.annotations.NullMarked;
