package io.aksguard.lab.story;

import io.aksguard.lab.Laboratory;
import io.aksguard.lab.LocalHost;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;

/** The end of a laboratory, also where its process is ended: the tenant is kept, once. */
final class Curtain {
  private final Laboratory lab;
  private final Narrator narrator;
  private final Thread atTheEnd = new Thread(this::interrupted, "lab-end");
  private final AtomicBoolean fallen = new AtomicBoolean();
  private volatile boolean worthKeeping;

  Curtain(Laboratory lab, Narrator narrator) {
    this.lab = lab;
    this.narrator = narrator;
  }

  /** From now on it falls on Ctrl-C too: hosts drop what they do, and go on with it next time. */
  void fallsWithTheProcess() {
    worthKeeping = true;
    Runtime.getRuntime().addShutdownHook(atTheEnd);
  }

  private void interrupted() {
    if (!fallen.getAndSet(true)) {
      narrator.silence();
      lab.hosts().forEach(LocalHost::kill);
      save();
    }
  }

  /** The orderly end. */
  void falls() throws InterruptedException {
    if (fallen.getAndSet(true)) {
      return;
    }
    try {
      if (worthKeeping) {
        Runtime.getRuntime().removeShutdownHook(atTheEnd);
      }
      lab.close();
    } finally {
      save();
    }
  }

  private void save() {
    if (worthKeeping) {
      try {
        lab.tenant().save();
      } catch (IOException e) {
        narrator.plain("the tenant could not be kept: " + e.getMessage());
      }
    }
  }
}
