@NullMarked
package io.aksguard.activity;

import org.jspecify.annotations.NullMarked;
