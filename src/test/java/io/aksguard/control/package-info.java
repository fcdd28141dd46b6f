@NullMarked
package io.aksguard.control;

import org.jspecify.annotations.NullMarked;
