package io.aksguard.lab.story;

import java.util.concurrent.CountDownLatch;

/** Keeps the app running, and tells what can be tried with it. */
final class Staying {
  private final Stage stage;
  private final DataFolder folder;
  private final boolean inAccount;

  /**
   * @param inAccount whether the store is named by a connection string, which is not shown
   */
  Staying(Stage stage, DataFolder folder, boolean inAccount) {
    this.stage = stage;
    this.folder = folder;
    this.inAccount = inAccount;
  }

  /** Until the process is ended. */
  void play() throws InterruptedException {
    String url = stage.host().url() + "/api";
    String key = "-H 'x-functions-key: " + stage.host().keys().function() + "'";
    Narrator narrator = stage.narrator;
    narrator.plain("");
    narrator.plain(
        "It stays up until Ctrl-C. To try (keys are in "
            + folder.path().resolve("host/keys.json")
            + "):");
    say("curl " + url + "/live");
    say("curl " + key + " " + url + "/ready");
    say("curl -X POST " + key + " " + url + "/audits     # an audit of the fleet");
    if (inAccount) {
      say("export AKS_GUARD_STORE=...     # what --storage was given");
    }
    say("target/aks-guard history show" + store());
    say("target/aks-guard history as-of " + stage.clock().instant() + store());
    say("target/aks-guard history verify" + store());
    say("target/aks-guard inbox list" + store());
    narrator.plain("Its log: " + folder.log());
    new CountDownLatch(1).await();
  }

  private void say(String command) {
    stage.narrator.whole("  " + command);
  }

  private String store() {
    return inAccount ? "" : " --store " + stage.where();
  }
}
