package io.aksguard.control;

/**
 * One control's verdict on one subject.
 *
 * @param subject the pool, rule, setting or object; empty for the cluster itself
 */
public record Result(Control control, String subject, Verdict verdict, Seen seen) {}
