package io.aksguard.remediation;

import io.aksguard.cluster.ClusterKey;
import io.aksguard.storage.Blobs;
import io.aksguard.storage.Compressed;
import io.aksguard.storage.UnavailableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The writes that were prepared: beside the plans, {@code writes/CLUSTER/ID.json.gz}. */
public final class Attempts {
  private static final int MOST_BYTES = 64 << 20;

  private final Blobs blobs;

  /**
   * @param blobs those of the plans
   */
  public Attempts(Blobs blobs) {
    this.blobs = blobs;
  }

  /** Saves it under its id, which it gives. */
  public String keep(Attempt attempt) {
    String id = attempt.id();
    byte[] json = attempt.json().getBytes(StandardCharsets.UTF_8);
    blobs.putIfAbsent(name(ClusterKey.of(attempt.cluster()), id), Compressed.of(json));
    return id;
  }

  /**
   * The attempt that was kept.
   *
   * @throws LostAttemptException when it is not there, or is another one
   * @throws UnavailableException when the store does not answer: ask again
   */
  public Attempt of(ClusterKey cluster, String id) {
    String name = name(cluster, id);
    try {
      byte[] body = blobs.get(name).orElseThrow(() -> new IOException("it is not there"));
      byte[] json = Compressed.read(body, MOST_BYTES);
      Attempt attempt = Attempt.read(new String(json, StandardCharsets.UTF_8));
      if (!attempt.id().equals(id)) {
        throw new IOException("it is another one");
      }
      return attempt;
    } catch (UnavailableException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new LostAttemptException(
          id, "what was written is not known, since plans/%s is lost".formatted(name), e);
    }
  }

  private static String name(ClusterKey cluster, String id) {
    return "writes/%s/%s.json.gz".formatted(cluster.value(), id);
  }
}
