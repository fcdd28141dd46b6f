@NullMarked
package io.aksguard.finding;

import org.jspecify.annotations.NullMarked;
