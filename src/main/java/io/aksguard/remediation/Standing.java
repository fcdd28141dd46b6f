package io.aksguard.remediation;

import io.aksguard.control.Status;
import io.aksguard.finding.State;
import io.aksguard.intent.Intent;
import io.aksguard.intent.Phase;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Whether a person has something to approve of a control's fix in a cluster. Pure.
 *
 * @param why a sentence for people; where there is nothing, what to do about it
 */
public record Standing(Kind kind, String why) {
  /** What it comes to. */
  public enum Kind {
    /** An intent waits for an approval. */
    WAITS("waits"),
    /** It is done without one, or one was given. */
    UNDER_WAY("underWay"),
    /** There is nothing that an approval would have done. */
    NOTHING("nothing");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** As it is written in JSON. */
    public String word() {
      return word;
    }
  }

  private static final String SOON = "; try again in a minute";

  /**
   * @param intent of the control
   * @param states that the ledger knows of the control
   * @param fixes of the control in the newest plan
   * @param isShown whether that plan wants what the intent stands for
   */
  public static Standing of(
      Optional<Intent> intent, List<State> states, List<Fix> fixes, boolean isShown, Instant at) {
    return intent
        .flatMap(known -> of(known, isShown, at))
        .orElseGet(() -> nothing(unintended(states, fixes)));
  }

  /** Empty where the intent is history: what fails now decides. */
  private static Optional<Standing> of(Intent intent, boolean isShown, Instant at) {
    Phase phase = intent.phase();
    if (phase == Phase.AWAITING_APPROVAL) {
      return Optional.of(waiting(intent, isShown, at));
    }
    if (phase.isWaiting() || phase.isRunning()) {
      return Optional.of(new Standing(Kind.UNDER_WAY, since(intent)));
    }
    return Phase.GIVEN_UP.contains(phase)
        ? Optional.of(
            nothing(
                "%s; aks-guard frozen release %s has it tried again"
                    .formatted(since(intent), intent.id())))
        : Optional.empty();
  }

  private static Standing waiting(Intent intent, boolean isShown, Instant at) {
    Optional<Instant> over = intent.until().filter(until -> !at.isBefore(until));
    if (over.isPresent()) {
      return nothing("the time to decide about it was over at " + over.get());
    }
    // Nobody approves what he cannot be shown.
    return isShown
        ? new Standing(
            Kind.WAITS,
            "it waits for an approval%s: %s"
                .formatted(
                    intent.until().map(until -> " until " + until).orElse(""), intent.reason()))
        : nothing("the newest plan does not want what waits, or cannot be read" + SOON);
  }

  private static String since(Intent intent) {
    return "it is %s since %s%s%s"
        .formatted(
            intent.phase().word(),
            intent.since(),
            intent.by().isEmpty() ? "" : ", by the word of " + intent.by(),
            intent.reason().isEmpty() ? "" : ": " + intent.reason());
  }

  private static String unintended(List<State> states, List<Fix> fixes) {
    if (states.stream().anyMatch(state -> state.status() == Status.FAIL)) {
      return fixes.isEmpty()
          ? "it fails, and what would mend it is not planned yet" + SOON
          : fixes.stream().map(Standing::held).distinct().collect(Collectors.joining("; "));
    }
    Optional<State> unknown =
        states.stream().filter(state -> state.status() == Status.UNKNOWN).findFirst();
    if (unknown.isPresent()) {
      return "it is unknown, and nothing is mended on suspicion: " + unknown.get().message();
    }
    if (states.isEmpty()) {
      return "nothing was recorded of it in this cluster";
    }
    return states.stream().anyMatch(state -> state.status() == Status.PASS)
        ? "it is mended already: nothing of it fails"
        : "it does not apply to this cluster";
  }

  private static String held(Fix fix) {
    Hold hold = fix.hold();
    return switch (hold.guard()) {
      case "person" -> hold.reason() + ": " + fix.how();
      case "off", "report" ->
          hold.reason() + "; change that in guard.yaml, and aks-guard config push it";
      case "waiver" -> hold.reason() + "; aks-guard waivers end takes it away";
      default ->
          hold.isPlanned()
              ? "it fails again, and is about to be asked for" + SOON
              : hold.sentence();
    };
  }

  private static Standing nothing(String why) {
    return new Standing(Kind.NOTHING, why);
  }
}
