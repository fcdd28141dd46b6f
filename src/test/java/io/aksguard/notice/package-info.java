@NullMarked
package io.aksguard.notice;

import org.jspecify.annotations.NullMarked;
