package io.aksguard.function;

/** T. */
public final class Injector {}
