package io.aksguard.history;

import io.aksguard.finding.FindingKey;
import io.aksguard.finding.State;
import io.aksguard.intent.Culprit;
import io.aksguard.intent.Fight;
import io.aksguard.intent.Intent;
import io.aksguard.intent.KeptLine;

/** Texts as every store keeps them: halves of characters have no UTF-8, and so no digest. */
final class Texts {
  private static final char REPLACEMENT = '\uFFFD';

  private Texts() {}

  static State kept(State state) {
    return new State(
        kept(state.key()),
        kept(state.version()),
        state.severity(),
        state.status(),
        kept(state.waiver()),
        kept(state.message()),
        kept(state.path()),
        kept(state.value()),
        state.observedAt());
  }

  static Intent kept(Intent intent) {
    return new Intent(
        kept(intent.control()),
        intent.id(),
        kept(intent.version()),
        intent.mode(),
        intent.phase(),
        intent.guard(),
        kept(intent.reason()),
        kept(intent.by()),
        intent.since(),
        intent.until(),
        intent.attempts(),
        intent.round(),
        intent.relapses(),
        intent.fight().map(Texts::kept));
  }

  private static Fight kept(Fight fight) {
    Culprit culprit = fight.culprit();
    return new Fight(
        new Culprit(
            kept(culprit.principal()),
            kept(culprit.kind()),
            kept(culprit.client()),
            kept(culprit.clientType()),
            culprit.at(),
            kept(culprit.doubt())),
        fight.kept().stream().map(Texts::kept).toList(),
        fight.look());
  }

  private static KeptLine kept(KeptLine line) {
    return new KeptLine(
        kept(line.terraformType()),
        kept(line.terraform()),
        kept(line.bicepType()),
        kept(line.bicep()));
  }

  static FindingKey kept(FindingKey key) {
    return new FindingKey(kept(key.control()), kept(key.subject()));
  }

  /** The text with a replacement for halves of characters. */
  static String kept(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isKept(text, i)) {
        StringBuilder kept = new StringBuilder(text);
        for (int j = i; j < text.length(); j++) {
          if (!isKept(text, j)) {
            kept.setCharAt(j, REPLACEMENT);
          }
        }
        return kept.toString();
      }
    }
    return text;
  }

  private static boolean isKept(String text, int at) {
    char c = text.charAt(at);
    if (Character.isHighSurrogate(c)) {
      return at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1));
    }
    if (Character.isLowSurrogate(c)) {
      return at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
    }
    return true;
  }
}
