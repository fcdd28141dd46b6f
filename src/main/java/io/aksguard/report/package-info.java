/** Writers of reports: they see findings one after the other and never hold a fleet. */
@NullMarked
package io.aksguard.report;

import org.jspecify.annotations.NullMarked;
