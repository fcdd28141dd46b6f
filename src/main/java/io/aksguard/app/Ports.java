package io.aksguard.app;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import io.aksguard.adapter.arm.AzureWrites;
import io.aksguard.adapter.eventgrid.EventGridNotices;
import io.aksguard.adapter.graph.ResourceChanges;
import io.aksguard.adapter.graph.RunFleet;
import io.aksguard.adapter.graph.Scope;
import io.aksguard.adapter.vault.KeyVaultSigner;
import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.Collector;
import io.aksguard.evidence.Fleet;
import io.aksguard.history.LocalSigner;
import io.aksguard.history.Signer;
import io.aksguard.notice.Notices;
import io.aksguard.remediation.azure.Azure;
import io.aksguard.remediation.azure.ChangeLog;
import io.aksguard.storage.Expiry;
import io.aksguard.storage.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Predicate;

/**
 * The ends of the app: what it reads, what it writes, whom it tells.
 *
 * @param collector reads one cluster directly
 * @param azure changes resources
 * @param changes tells who has changed what
 * @param fleet reads all of them
 * @param audited whether a resource lies in a subscription that is audited
 * @param expiry of what the store keeps for a time only
 */
public record Ports(
    Collector collector,
    Azure azure,
    ChangeLog changes,
    Fleet fleet,
    Predicate<ArmId> audited,
    Store store,
    Expiry expiry,
    Notices notices,
    Signer signer) {

  /**
   * Opens what the settings name.
   *
   * @throws IllegalStateException when it cannot be opened; the message says why
   */
  public static Ports of(Settings settings, Clock clock) {
    Scope scope =
        settings
            .managementGroup()
            .map(Scope::below)
            .orElseGet(() -> Scope.of(settings.subscriptions()));
    Readers readers = Readers.of(settings.environment(), scope, clock);
    TokenCredential credential = Credentials.of(settings.environment());
    OpenStore open = Stores.open(settings.store(), () -> credential);
    return new Ports(
        readers.direct(),
        new AzureWrites(readers.arm()),
        new ResourceChanges(readers.finder()),
        new RunFleet(readers.sweep(), open.store().runs()),
        readers::audits,
        open.store(),
        open.expiry(),
        notices(settings, credential),
        signer(settings, credential));
  }

  private static Notices notices(Settings settings, TokenCredential credential) {
    if (settings.topic().isEmpty()) {
      return notices -> {};
    }
    return EventGridNotices.to(
        settings.topic().get().toString(),
        credential,
        new JdkHttpClientBuilder().build(),
        settings.source());
  }

  /** The vault's key where one is set, else a local one where the store is for development. */
  private static Signer signer(Settings settings, TokenCredential credential) {
    if (settings.anchorKey().isPresent()) {
      return KeyVaultSigner.of(
          settings.anchorKey().get().toString(), credential, new JdkHttpClientBuilder().build());
    }
    if (settings.store().startsWith("https://")) {
      throw new IllegalStateException(
          Settings.ANCHOR_KEY + " is missing: the key in a vault that signs anchors");
    }
    try {
      Path folder = Files.createDirectories(Stores.besides(settings.store()));
      return LocalSigner.of(folder.resolve("anchor-key.pem"));
    } catch (IOException e) {
      throw new IllegalStateException("the key that signs anchors cannot be used", e);
    }
  }
}
