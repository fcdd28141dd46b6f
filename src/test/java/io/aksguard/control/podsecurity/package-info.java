@NullMarked
package io.aksguard.control.podsecurity;

import org.jspecify.annotations.NullMarked;
