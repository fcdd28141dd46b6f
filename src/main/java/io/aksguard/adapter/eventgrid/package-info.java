/** Notices to an Event Grid topic; the only place that knows its SDK. */
@NullMarked
package io.aksguard.adapter.eventgrid;

import org.jspecify.annotations.NullMarked;
