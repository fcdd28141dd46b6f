package io.aksguard.control;

/**
 * What must hold before a remedy is carried out.
 *
 * @param that CEL bool
 * @param or a sentence for people: what to do where it does not hold
 */
public record Need(String that, String or) {}
