@NullMarked
package io.aksguard.cli;

import org.jspecify.annotations.NullMarked;
