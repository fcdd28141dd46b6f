@NullMarked
package io.aksguard.report;

import org.jspecify.annotations.NullMarked;
