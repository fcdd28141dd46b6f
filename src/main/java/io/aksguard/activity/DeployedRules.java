package io.aksguard.activity;

import io.aksguard.deployed.ConfigStore;
import io.aksguard.deployed.Deployed;
import io.aksguard.deployed.Refusal;
import io.aksguard.inbox.Outbox;
import io.aksguard.notice.ConfigurationRefused;
import io.aksguard.notice.Notice;
import java.time.Clock;
import java.util.Set;

/** The newest good version of the customer's configuration; a bad one is told of, once. */
public final class DeployedRules implements Rules.Source {
  private final ConfigStore store;
  private final Outbox outbox;
  private final Clock clock;
  private final Set<String> sections;

  /**
   * @param sections of the evidence that can be read
   */
  public DeployedRules(ConfigStore store, Outbox outbox, Clock clock, Set<String> sections) {
    this.store = store;
    this.outbox = outbox;
    this.clock = clock;
    this.sections = sections;
  }

  @Override
  public Rules get() {
    Deployed deployed = store.current();
    if (deployed.refusal() != null) {
      Notice notice = notice(deployed.refusal());
      outbox.put(notice.id(), NoticeText.of(notice));
    }
    return new Rules(deployed.catalogue(), deployed.config(), deployed.digest(), sections);
  }

  private Notice notice(Refusal refusal) {
    return new ConfigurationRefused(
            refusal.digest(),
            refusal.kept(),
            refusal.catalogueDigest(),
            clock.instant(),
            refusal.problems())
        .notice();
  }
}
