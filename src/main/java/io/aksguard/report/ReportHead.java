package io.aksguard.report;

import io.aksguard.control.Catalogue;
import java.time.Instant;

/**
 * What a report knows before its first finding.
 *
 * @param at the instant that was judged
 * @param toolVersion of this program
 * @param colour whether the reader is a terminal that shows colours
 */
public record ReportHead(Instant at, Catalogue catalogue, String toolVersion, boolean colour) {}
