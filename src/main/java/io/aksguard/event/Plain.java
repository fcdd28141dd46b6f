package io.aksguard.event;

import io.aksguard.cluster.ArmId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What may be kept of the texts in an event. Each rule lets its own result pass unchanged. */
final class Plain {
  private static final int DIGITS = 32;
  private static final String DIGESTED = "sha256-";

  /** Longer than any ARM id. */
  private static final int LONGEST = 2_048;

  /** Names, versions, operations, images: no blank as in names of persons, no address, no URL. */
  private static final Pattern TOKEN = Pattern.compile("(?!.*//)[A-Za-z0-9._/:{}+-]{1,500}");

  private static final Pattern TYPE = Pattern.compile("[A-Za-z0-9._-]{1,200}");
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:{}-]{1,200}");
  private static final Pattern PRINCIPAL = Pattern.compile("[A-Za-z0-9{}-]{1,64}");
  private static final Pattern ARM =
      Pattern.compile("/(subscriptions|providers|tenants)/.+", Pattern.CASE_INSENSITIVE);

  /** Not empty, not dots alone, nothing that has a meaning in a URL. */
  private static final Pattern SEGMENT =
      Pattern.compile("(?!\\.{1,2}$)[\\p{L}\\p{M}\\p{N}._(){} ,;:=+!'~$-]+");

  private static final Instant EARLIEST = Instant.parse("2015-01-01T00:00:00Z");

  private Plain() {}

  /** The first 32 hexadecimal digits of SHA-256. */
  static String digest(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  static Optional<String> token(String text) {
    return TOKEN.matcher(text).matches() ? Optional.of(text) : Optional.empty();
  }

  static boolean isType(String text) {
    return TYPE.matcher(text).matches();
  }

  /** Event Grid's ids are GUIDs or hexadecimal digits; of any other text only its digest. */
  static String id(String text) {
    return ID.matcher(text).matches() ? text : DIGESTED + digest(text);
  }

  /** Sources of Azure are ARM ids; of any other text only its digest. */
  static String source(String text) {
    return text.startsWith(DIGESTED) && ID.matcher(text).matches()
        ? text
        : resource(text).map(ArmId::value).orElseGet(() -> DIGESTED + digest(text));
  }

  /** Object and application ids. */
  static Optional<String> principal(String text) {
    return PRINCIPAL.matcher(text).matches() ? Optional.of(text) : Optional.empty();
  }

  /**
   * The resource that the text names. Where a name in it has characters that no cluster, nor
   * anything a cluster depends on, can have in its own, it is what contains that name.
   */
  static Optional<ArmId> resource(String text) {
    // ArmId cuts by positions in its lower-case form.
    if (text.length() > LONGEST
        || text.toLowerCase(Locale.ROOT).length() != text.length()
        || !ARM.matcher(text).matches()) {
      return Optional.empty();
    }
    Optional<ArmId> id = ArmId.parse(text);
    while (id.isPresent() && !isSound(id.get().value())) {
      id = id.get().parent();
    }
    return id;
  }

  private static boolean isSound(String id) {
    return Stream.of(id.substring(1).split("/", -1))
        .allMatch(segment -> SEGMENT.matcher(segment).matches());
  }

  /** A subject that may be kept: the id of a resource, or the name that a source gives. */
  static String subject(String text) {
    return resource(text).map(ArmId::value).or(() -> token(text)).orElse("");
  }

  /** A time with its offset that Event Grid, which is younger than 2015, can have told. */
  static Optional<Instant> time(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant()).filter(EARLIEST::isBefore);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
