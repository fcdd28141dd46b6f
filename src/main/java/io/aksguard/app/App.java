package io.aksguard.app;

/** T. */
public final class App {}
