/** Tests of template resolution. */
@NullMarked
package io.aksguard.evidence.template;

import org.jspecify.annotations.NullMarked;
