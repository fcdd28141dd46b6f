@NullMarked
package io.aksguard.report.catalogue;

import org.jspecify.annotations.NullMarked;
