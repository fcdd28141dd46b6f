package io.aksguard.remediation;

/**
 * Why a fix is not carried out.
 *
 * @param guard what holds it: {@code waiver}, {@code person}, {@code catalogue} or {@code writes}
 * @param reason a sentence for people
 */
public record Hold(String guard, String reason) {}
