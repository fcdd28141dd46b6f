@NullMarked
package io.aksguard.adapter.eventgrid;

import org.jspecify.annotations.NullMarked;
