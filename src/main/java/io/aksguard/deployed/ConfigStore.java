package io.aksguard.deployed;

import static java.util.stream.Collectors.toList;

import io.aksguard.config.GuardConfig;
import io.aksguard.config.GuardFile;
import io.aksguard.control.AuthorException;
import io.aksguard.control.Catalogue;
import io.aksguard.control.CatalogueFolder;
import io.aksguard.storage.Blobs;
import io.aksguard.storage.ConflictException;
import io.aksguard.storage.Row;
import io.aksguard.storage.Rows;
import io.aksguard.storage.UnavailableException;
import io.aksguard.storage.Write;
import io.aksguard.yaml.Problem;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Versions of the configuration, and which of them is in force. Bodies are blobs under their
 * digest; in the partition {@code config} of the table {@code index} the row {@code current} names
 * the newest one, and a row {@code v|<inverted seq>} remembers each.
 *
 * <p>Every method throws {@link UnavailableException} when the store does not answer. Safe for all
 * threads.
 */
public final class ConfigStore {
  private static final String PARTITION = "config";
  private static final String CURRENT = "current";
  private static final String VERSIONS = "v|";
  private static final long MOST_SEQ = 999_999_999_999L;
  private static final int MOST_ATTEMPTS = 50;

  /** A good version is found among so many newer ones that are not. */
  private static final int LOOK_BACK = 20;

  private static final int REMEMBERED = 8;

  private final Rows index;
  private final Blobs bodies;
  private final Catalogue builtIn;
  private final Clock clock;
  private final Map<String, Loaded> loaded = new LinkedHashMap<>();

  /**
   * @param index the table {@code index}
   * @param bodies the container {@code config}
   */
  public ConfigStore(Rows index, Blobs bodies, Catalogue builtIn, Clock clock) {
    this.index = index;
    this.bodies = bodies;
    this.builtIn = builtIn;
    this.clock = clock;
  }

  /**
   * What a body means; a digest means the same for ever, read against the same controls.
   *
   * @param rest what can be used of it; null where that is nothing
   */
  private record Loaded(@Nullable GuardConfig rest, Catalogue catalogue, List<Problem> problems) {
    boolean isGood() {
      return problems.isEmpty();
    }
  }

  /** Makes another bundle of the one in force, of which there may be none yet. */
  public interface Edit {
    Bundle apply(Optional<Bundle> current) throws AuthorException;
  }

  /**
   * Puts a bundle in force, as the newest version. The one in force already makes no new one.
   *
   * @throws AuthorException with all mistakes; nothing was changed
   */
  public Version push(Bundle bundle, String note) throws AuthorException {
    return edit(current -> bundle, note);
  }

  /**
   * Puts what the edit makes of the version in force into force. Where somebody else was faster, it
   * is made again of theirs.
   *
   * @throws AuthorException with all mistakes; nothing was changed
   */
  public Version edit(Edit edit, String note) throws AuthorException {
    for (int i = 0; i < MOST_ATTEMPTS; i++) {
      Optional<Row> pointer = index.get(PARTITION, CURRENT);
      Bundle bundle = edit.apply(bundle(current().digest()));
      Loaded meaning = load(bundle, builtIn);
      if (!meaning.isGood()) {
        throw new AuthorException(meaning.problems());
      }
      String digest = bundle.digest();
      if (pointer.isPresent() && pointer.get().text("digest").equals(Optional.of(digest))) {
        return version(pointer.get());
      }
      bodies.putIfAbsent(name(digest), bundle.body());
      Optional<Version> put = put(digest, note, pointer);
      if (put.isPresent()) {
        return put.get();
      }
    }
    throw new UnavailableException(
        "others were always faster to change the configuration; try again");
  }

  private Optional<Version> put(String digest, String note, Optional<Row> pointer) {
    Version version =
        new Version(
            pointer.map(row -> row.needNumber("seq")).orElse(0L) + 1,
            digest,
            clock.instant(),
            note);
    Map<String, Object> row =
        Map.of("seq", version.seq(), "digest", digest, "at", version.at().toString(), "note", note);
    String key = VERSIONS + String.format(Locale.ROOT, "%012d", MOST_SEQ - version.seq());
    try {
      index.commit(
          PARTITION,
          List.of(
              new Write.Insert(key, row),
              pointer.isPresent()
                  ? new Write.Replace(CURRENT, row, pointer.get().etag())
                  : new Write.Insert(CURRENT, row)));
      return Optional.of(version);
    } catch (ConflictException e) {
      return Optional.empty();
    }
  }

  /** The versions, the newest first. */
  public List<Version> versions(int most) {
    return index.range(PARTITION, VERSIONS, Row.behind(VERSIONS), most).stream()
        .map(ConfigStore::version)
        .toList();
  }

  private static Version version(Row row) {
    return new Version(
        row.needNumber("seq"),
        row.needText("digest"),
        Instant.parse(row.needText("at")),
        row.needText("note"));
  }

  /** The content of a version; empty where it is not there, or is not what its name says. */
  public Optional<Bundle> bundle(String digest) {
    try {
      return body(digest).filter(body -> Bundle.digest(body).equals(digest)).map(Bundle::read);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Optional<byte[]> body(String digest) {
    return digest.matches("[0-9a-f]{64}") ? bodies.get(name(digest)) : Optional.empty();
  }

  private static String name(String digest) {
    return "versions/" + digest + ".json";
  }

  /**
   * The newest version that can be used, or the defaults where there is none; with the reason where
   * it is not the newest of all. A version that was good when it was pushed, and that the controls
   * of a newer release refuse, is used without the parameters and waivers that they refuse: an even
   * older one would lose what has been decided since.
   */
  public Deployed current() {
    Optional<Row> pointer = index.get(PARTITION, CURRENT);
    if (pointer.isEmpty()) {
      return defaults(null);
    }
    String newest = pointer.get().text("digest").orElse("");
    Loaded wanted = meaning(newest);
    if (wanted.isGood() && wanted.rest() != null) {
      return new Deployed(newest, wanted.rest(), wanted.catalogue(), null);
    }
    List<String> pushed =
        versions(LOOK_BACK).stream().map(Version::digest).distinct().collect(toList());
    if (pushed.remove(newest)) {
      pushed.add(0, newest);
    }
    for (String digest : pushed) {
      Loaded meaning = meaning(digest);
      if (meaning.rest() != null) {
        // The newest decisions may be bans: by older ones nothing is done.
        return new Deployed(
            digest,
            meaning.rest().reportingOnly(),
            meaning.catalogue(),
            refusal(newest, digest, wanted));
      }
    }
    return defaults(refusal(newest, "", wanted));
  }

  private Refusal refusal(String digest, String kept, Loaded wanted) {
    return new Refusal(digest, kept, builtIn.digest(), wanted.problems());
  }

  private Deployed defaults(@Nullable Refusal refusal) {
    GuardConfig defaults = GuardConfig.defaults(builtIn);
    return new Deployed(
        "", refusal == null ? defaults : defaults.reportingOnly(), builtIn, refusal);
  }

  private Loaded meaning(String digest) {
    synchronized (loaded) {
      Loaded known = loaded.get(digest);
      if (known != null) {
        return known;
      }
    }
    Optional<byte[]> body = body(digest);
    if (body.isEmpty()) {
      return refused("there is no version '" + digest + "'");
    }
    Loaded meaning = meaning(digest, body.get());
    synchronized (loaded) {
      if (loaded.size() >= REMEMBERED) {
        loaded.clear();
      }
      loaded.put(digest, meaning);
    }
    return meaning;
  }

  private Loaded meaning(String digest, byte[] body) {
    if (!Bundle.digest(body).equals(digest)) {
      return refused("the version was changed after it had been pushed");
    }
    try {
      return load(Bundle.read(body), builtIn);
    } catch (IllegalArgumentException e) {
      return refused(String.valueOf(e.getMessage()));
    }
  }

  private Loaded refused(String why) {
    return new Loaded(null, builtIn, List.of(new Problem("guard.yaml", 1, 1, why)));
  }

  /**
   * The built-in controls and those of the bundle.
   *
   * @throws AuthorException with all mistakes in them
   */
  public Catalogue catalogue(Bundle bundle) throws AuthorException {
    return catalogue(bundle, builtIn);
  }

  private static Catalogue catalogue(Bundle bundle, Catalogue builtIn) throws AuthorException {
    return bundle.controls().isEmpty() ? builtIn : CatalogueFolder.load(bundle.controls(), builtIn);
  }

  /**
   * Says whether a bundle could be put in force, without a store.
   *
   * @throws AuthorException with all mistakes
   */
  public static void check(Bundle bundle, Catalogue builtIn) throws AuthorException {
    Loaded meaning = load(bundle, builtIn);
    if (!meaning.isGood()) {
      throw new AuthorException(meaning.problems());
    }
  }

  private static Loaded load(Bundle bundle, Catalogue builtIn) {
    List<Problem> problems = new ArrayList<>();
    Catalogue catalogue = builtIn;
    try {
      catalogue = catalogue(bundle, builtIn);
    } catch (AuthorException e) {
      problems.addAll(e.problems());
    }
    GuardFile.Rest rest = GuardFile.rest("guard.yaml", bundle.guard(), catalogue);
    problems.addAll(rest.problems());
    return new Loaded(rest.sound() ? rest.config() : null, catalogue, List.copyOf(problems));
  }
}
