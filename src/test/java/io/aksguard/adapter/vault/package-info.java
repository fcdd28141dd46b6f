@NullMarked
package io.aksguard.adapter.vault;

import org.jspecify.annotations.NullMarked;
