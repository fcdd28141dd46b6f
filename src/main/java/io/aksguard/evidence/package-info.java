/**
 * What was observed, when and from where; what could not be read is a {@link
 * io.aksguard.evidence.Gap}. Knows nothing of controls.
 */
@NullMarked
package io.aksguard.evidence;

import org.jspecify.annotations.NullMarked;
