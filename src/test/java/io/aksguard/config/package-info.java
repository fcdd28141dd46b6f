@NullMarked
package io.aksguard.config;

import org.jspecify.annotations.NullMarked;
