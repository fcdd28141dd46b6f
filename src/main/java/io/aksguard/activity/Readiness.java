package io.aksguard.activity;

import io.aksguard.storage.Store;
import io.aksguard.storage.UnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/** Whether the app can do its work: asks each part for something small. */
public final class Readiness {
  private final Store store;
  private final Rules.Source rules;

  public Readiness(Store store, Rules.Source rules) {
    this.store = store;
    this.rules = rules;
  }

  /** What it lacks, a sentence each; empty where it is ready. */
  public List<String> lacks() {
    List<String> lacks = new ArrayList<>();
    ask(lacks, "the table of the ledger", () -> store.ledger().get("ready", "ready"));
    ask(lacks, "the table of the inbox", () -> store.inbox().get("ready", "ready"));
    ask(lacks, "the table of the index", () -> store.index().get("ready", "ready"));
    ask(lacks, "the container of anchors", () -> store.anchors().get("ready"));
    ask(lacks, "the configuration", rules::get);
    return lacks;
  }

  private static void ask(List<String> lacks, String what, Supplier<?> question) {
    try {
      Objects.requireNonNull(question.get());
    } catch (UnavailableException e) {
      lacks.add(what + " does not answer: " + e.getMessage());
    }
  }
}
