/** Tries remedies on the cases of their controls, before anybody lets them near a cluster. */
@NullMarked
package io.aksguard.remediation.trial;

import org.jspecify.annotations.NullMarked;
