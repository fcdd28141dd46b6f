@NullMarked
package io.aksguard.workflow;

import org.jspecify.annotations.NullMarked;
