package io.aksguard.adapter.arm;

import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What Azure says is wrong, as it may be kept.
 *
 * @param code Azure's; empty where it gives none
 * @param message one line without persons and without secrets; may be empty
 */
record ArmError(String code, String message) {
  /** Characters: enough for what is refused, on which resource and by what. */
  private static final int LONGEST = 400;

  /** Names that people sign in with: ARM tells them whose right is missing. */
  private static final Pattern PERSON = Pattern.compile("[\\w.+#%-]+@[\\w-]+(\\.[\\w-]+)+");

  /**
   * Of an answer's body; what is no error of ARM says nothing.
   *
   * @param secrets what was sent and may not be told, wherever Azure repeats it
   */
  static ArmError of(byte[] answer, Collection<String> secrets) {
    try {
      return of(Body.parse(answer), secrets);
    } catch (IOException e) {
      return new ArmError("", "");
    }
  }

  static ArmError of(Body answer, Collection<String> secrets) {
    JsonObject error = answer.members().object("error").orElse(answer.members());
    List<JsonObject> details = error.array("details").orElse(JsonArray.empty()).objects();
    String message =
        Stream.concat(error.string("message").stream(), details.stream().map(ArmError::detail))
            .filter(part -> !part.isBlank())
            .collect(Collectors.joining("; "));
    return new ArmError(answer.code().orElse(""), kept(message, secrets));
  }

  /** Some errors say only here what they are about. */
  private static String detail(JsonObject detail) {
    return Stream.of(detail.string("code"), detail.string("message"))
        .flatMap(Optional::stream)
        .collect(Collectors.joining(": "));
  }

  private static String kept(String message, Collection<String> secrets) {
    String kept = message;
    for (String secret : secrets) {
      kept = kept.replace(secret, "(not kept)");
    }
    kept = PERSON.matcher(kept).replaceAll("(a person)");
    kept = kept.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    return kept.length() <= LONGEST ? kept : kept.substring(0, LONGEST - 1) + "…";
  }
}
