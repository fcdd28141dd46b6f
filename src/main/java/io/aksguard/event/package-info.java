/** What Event Grid tells, read from either schema; pure. */
@NullMarked
package io.aksguard.event;

import org.jspecify.annotations.NullMarked;
