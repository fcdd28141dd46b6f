@NullMarked
package io.aksguard.deployed;

import org.jspecify.annotations.NullMarked;
