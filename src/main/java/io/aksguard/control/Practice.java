package io.aksguard.control;

/**
 * One of the practices that every control belongs to.
 *
 * @param id {@code 1.1}
 * @param seed the practice as the project was asked for it
 * @param today what it means now
 * @param retired whether the practice as it was asked for would be wrong today
 */
public record Practice(String id, String seed, String today, boolean retired) {}
