package io.aksguard.intent;

import io.aksguard.cluster.ArmId;
import io.aksguard.cluster.ClusterKey;
import io.aksguard.cluster.Sha256;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * That a control's failures in one cluster are to be mended in one way. A cluster has at most one
 * for each control; the ledger holds it and every move of it.
 *
 * @param control the control's id
 * @param id as {@link #idOf}: another wish is another intent
 * @param version the control's version that wants it
 * @param mode who decides: auto or approve
 * @param guard that holds it, as {@code io.aksguard.remediation.Hold#guard}; empty where none does
 * @param reason for its phase, a sentence for people of at most {@link #MOST_REASON} characters
 * @param by object or application id of the principal that has decided; empty where none has
 * @param since when its phase began
 * @param until when it expires or, of a held one, when it is looked at again; empty where neither
 *     is known
 * @param attempts ids of the writes that were prepared for it, in their order; of a frozen one of
 *     those that were changed back last
 * @param round how many intents of this control there were in the cluster, this one included: what
 *     is wanted may be the same again
 * @param relapses when the control has failed again after a fix of ours had helped; the newest
 *     {@link #MOST_RELAPSES}, in their order
 * @param fight who keeps changing it back; empty of one that is not frozen
 */
public record Intent(
    String control,
    String id,
    String version,
    String mode,
    Phase phase,
    String guard,
    String reason,
    String by,
    Instant since,
    Optional<Instant> until,
    List<String> attempts,
    long round,
    List<Instant> relapses,
    Optional<Fight> fight) {
  public static final int MOST_REASON = 1_000;

  /** More than any sensible limit of a flap asks for. */
  public static final int MOST_RELAPSES = 20;

  private static final int DIGITS = 16;

  public Intent {
    reason = reason.length() <= MOST_REASON ? reason : reason.substring(0, MOST_REASON - 1) + "…";
    attempts = List.copyOf(attempts);
    relapses =
        List.copyOf(
            relapses.subList(Math.max(0, relapses.size() - MOST_RELAPSES), relapses.size()));
  }

  /** One of which nothing has happened yet. */
  public static Intent of(
      ArmId cluster, String control, String version, String wanted, String mode, Instant since) {
    return new Intent(
        control,
        idOf(cluster, control, version, wanted),
        version,
        mode,
        Phase.PLANNED,
        "",
        "",
        "",
        since,
        Optional.empty(),
        List.of(),
        1,
        List.of(),
        Optional.empty());
  }

  /**
   * The cluster's key, a hyphen, and a digest of what is wanted: so that an approval of one plan is
   * no approval of another.
   *
   * @param wanted digest of the resources, members and values
   */
  public static String idOf(ArmId cluster, String control, String version, String wanted) {
    String text = String.join("\n", control, version, wanted);
    return ClusterKey.of(cluster) + "-" + Sha256.hex(text).substring(0, DIGITS);
  }

  /** The cluster of an id; empty where the text is none. */
  public static Optional<ClusterKey> cluster(String id) {
    int hyphen = id.indexOf('-');
    return id.matches("[0-9a-f]{32}-[0-9a-f]{" + DIGITS + "}")
        ? Optional.of(new ClusterKey(id.substring(0, hyphen)))
        : Optional.empty();
  }

  /** In another phase, by itself. */
  public Intent to(Phase next, String why, Instant at) {
    return in(next, "", why, by, at);
  }

  /**
   * Held by a guard; another look that finds the same changes nothing. One that is half carried out
   * stays {@link Phase#SUCCEEDED}: what was written for it is still to be verified.
   */
  public Intent held(String byGuard, String why, Instant at) {
    Phase waits = phase == Phase.SUCCEEDED ? phase : Phase.HELD;
    boolean isSame = phase == waits && guard.equals(byGuard);
    return in(waits, byGuard, why, by, isSame ? since : at);
  }

  /** With the one who decided. */
  public Intent decided(Phase next, String principal, String why, Instant at) {
    return in(next, "", why, principal, at);
  }

  private Intent in(Phase next, String byGuard, String why, String who, Instant at) {
    return new Intent(
        control,
        id,
        version,
        mode,
        next,
        byGuard,
        why,
        who,
        at,
        Optional.empty(),
        attempts,
        round,
        relapses,
        Optional.empty());
  }

  /** Over at this instant. */
  public Intent until(Instant at) {
    return with(Optional.of(at), attempts, round, relapses, fight);
  }

  /** With one more write. */
  public Intent attempting(String attempt) {
    List<String> all = new ArrayList<>(attempts);
    all.add(attempt);
    return attempted(all);
  }

  /** With these writes, in their order. */
  public Intent attempted(List<String> writes) {
    return with(until, writes, round, relapses, fight);
  }

  /** The next one of its control, with what is known of those before it. */
  public Intent after(Intent before, List<Instant> known) {
    return with(until, attempts, before.round + 1, known, fight);
  }

  /** Given up, with what is known of who keeps changing it back. */
  public Intent fought(Fight known) {
    return with(until, attempts, round, relapses, Optional.of(known));
  }

  private Intent with(
      Optional<Instant> end,
      List<String> writes,
      long number,
      List<Instant> known,
      Optional<Fight> who) {
    return new Intent(
        control, id, version, mode, phase, guard, reason, by, since, end, writes, number, known,
        who);
  }

  /** Seen to have helped. */
  public Intent verifiedAt(Instant at) {
    return to(Phase.VERIFIED, "a new assessment finds no failure any more", at);
  }
}
