package io.aksguard.control;

/**
 * Where a control's claim can be read: a document's name and a reference into it (URL or section).
 */
public record Source(String name, String ref) {}
