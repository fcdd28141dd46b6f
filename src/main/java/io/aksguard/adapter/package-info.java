/** The only places that know an SDK; each implements ports. */
@NullMarked
package io.aksguard.adapter;

import org.jspecify.annotations.NullMarked;
