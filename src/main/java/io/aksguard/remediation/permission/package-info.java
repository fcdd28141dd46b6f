/**
 * Which Azure actions a call needs, and where, worked out from the call and its body alone, and
 * what roles give. Written from Azure's documentation; whoever is asked for them, and what is done
 * where one is missing, is decided elsewhere. Pure.
 */
@NullMarked
package io.aksguard.remediation.permission;

import org.jspecify.annotations.NullMarked;
