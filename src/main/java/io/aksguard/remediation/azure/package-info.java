/**
 * The port through which remediation changes Azure, one request a call. Whatever comes of it is
 * data; what the callers do about that, and when, is theirs. Knows no SDK.
 */
@NullMarked
package io.aksguard.remediation.azure;

import org.jspecify.annotations.NullMarked;
