/**
 * The catalogue of controls and the pure assessment: (controls, evidence, parameters, instant) to
 * verdicts. Imports evidence, never an adapter.
 */
@NullMarked
package io.aksguard.control;

import org.jspecify.annotations.NullMarked;
