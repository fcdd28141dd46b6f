/** Resources to evidence: what belongs to a cluster, found by resource id. */
@NullMarked
package io.aksguard.evidence.join;

import org.jspecify.annotations.NullMarked;
