/** What is deployed, read as text and held against the code. */
@NullMarked
package io.aksguard.infra;

import org.jspecify.annotations.NullMarked;
