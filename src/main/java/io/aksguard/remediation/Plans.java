package io.aksguard.remediation;

import io.aksguard.cluster.ClusterKey;
import io.aksguard.storage.Blobs;
import io.aksguard.storage.Compressed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The plans that were made: one blob for a commit and the rules that it was planned by, {@code
 * CLUSTER/SEQ.RULES.json.gz}, never changed.
 */
public final class Plans {
  /** Ten times what a cluster with 20,000 failures needs. */
  private static final int MOST_BYTES = 64 << 20;

  private final Blobs blobs;

  public Plans(Blobs blobs) {
    this.blobs = blobs;
  }

  /** Keeps the plan, unless one was made for that commit by these rules: the first one stays. */
  public void keep(Plan plan) {
    blobs.putIfAbsent(
        name(ClusterKey.of(plan.cluster()), plan.seq(), plan.rules()),
        Compressed.of(plan.json().getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * The newest plan of a cluster up to a commit: not every commit has moved what is planned.
   *
   * @param rules that it was made by; where there is none by these, that by others holds
   * @throws IllegalStateException when what lies there is no plan
   */
  public Optional<Plan> newest(ClusterKey cluster, long upTo, String rules) {
    Comparator<Name> order =
        Comparator.comparing((Name name) -> name.rules().equals(rules))
            .thenComparing(Name::seq)
            .thenComparing(Name::text);
    return blobs.list(cluster.value() + "/").stream()
        .flatMap(name -> Name.parse(name).stream())
        .filter(name -> name.seq() <= upTo)
        .max(order)
        .flatMap(name -> read(name.text()));
  }

  private Optional<Plan> read(String name) {
    Optional<byte[]> body = blobs.get(name);
    if (body.isEmpty()) {
      return Optional.empty();
    }
    try {
      byte[] json = Compressed.read(body.get(), MOST_BYTES);
      return Optional.of(Plan.read(new String(json, StandardCharsets.UTF_8)));
    } catch (IOException | RuntimeException e) {
      throw new IllegalStateException("plans/" + name + " is damaged: " + e.getMessage(), e);
    }
  }

  private static String name(ClusterKey cluster, long seq, String rules) {
    return "%s/%d.%s.json.gz".formatted(cluster.value(), seq, rules);
  }

  /** Of a plan; older ones do not name their rules. */
  private record Name(String text, long seq, String rules) {
    private static final Pattern FORM =
        Pattern.compile("[^/]+/([0-9]{1,12})(?:\\.([^/]+))?\\.json\\.gz");

    static Optional<Name> parse(String text) {
      Matcher form = FORM.matcher(text);
      return form.matches()
          ? Optional.of(
              new Name(
                  text,
                  Long.parseLong(form.group(1)),
                  Optional.ofNullable(form.group(2)).orElse("")))
          : Optional.empty();
    }
  }
}
