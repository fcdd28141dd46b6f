/**
 * Writers of reports: they see findings one after the other and never hold a fleet. {@link
 * io.aksguard.report.Reports} is the way in. Must not import collectors, the CLI or functions.
 */
@NullMarked
package io.aksguard.report;

import org.jspecify.annotations.NullMarked;
