package io.aksguard.lab.story;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** Keeps the app running, and tells what can be tried with it. */
final class Staying {
  private final Stage stage;
  private final Path folder;

  Staying(Stage stage, Path folder) {
    this.stage = stage;
    this.folder = folder;
  }

  /** Until the process is ended; the tenant is kept then. */
  void play() throws InterruptedException {
    String url = stage.host().url() + "/api";
    String key = "-H 'x-functions-key: " + stage.host().keys().function() + "'";
    Narrator narrator = stage.narrator;
    narrator.plain("");
    narrator.plain("It stays up until Ctrl-C. To try (keys are in " + keys() + "):");
    say("curl " + url + "/live");
    say("curl " + key + " " + url + "/ready");
    say("curl -X POST " + key + " " + url + "/audits     # an audit of the fleet");
    say("target/aks-guard history show --store " + store());
    say("target/aks-guard history as-of " + stage.clock().instant() + " --store " + store());
    say("target/aks-guard history verify --store " + store());
    say("target/aks-guard inbox list --store " + store());
    narrator.plain("Its log: " + folder.resolve("lab.log"));
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(this::save, "lab-end"));
    ended.await();
  }

  private void say(String command) {
    stage.narrator.whole("  " + command);
  }

  private Path keys() {
    return folder.resolve("host/keys.json");
  }

  private String store() {
    String where = stage.where();
    return where.contains(";") ? "'" + where + "'" : where;
  }

  private void save() {
    try {
      stage.lab.tenant().save();
    } catch (IOException e) {
      stage.narrator.plain("the tenant could not be kept: " + e.getMessage());
    }
  }
}
