package io.aksguard.evidence.image;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An image reference, parsed and completed as the container runtimes do it
 * (github.com/distribution/reference, {@code ParseNormalizedNamed}).
 *
 * @param registry host, with its port where one is named; {@code docker.io} where none is
 * @param repository the path on that host; {@code library/nginx} for {@code nginx} alone
 * @param tag empty where none is named; a runtime then takes {@code latest}, unless there is a
 *     digest
 * @param digest {@code sha256:...}; where there is one the tag decides nothing
 */
public record ImageReference(
    String registry, String repository, Optional<String> tag, Optional<String> digest) {
  private static final String HUB = "docker.io";

  /** The longest repository that the specification admits, in characters. */
  private static final int LONGEST_REPOSITORY = 255;

  private static final Pattern HOST =
      Pattern.compile(
          "(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?"
              + "(?:\\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*|\\[[a-fA-F0-9:]+])(?::[0-9]+)?");
  private static final Pattern COMPONENT =
      Pattern.compile("[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*+");
  private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");

  /** The algorithms that the OCI image specification registers, and sha384 of go-digest. */
  private static final Pattern DIGEST =
      Pattern.compile(
          "sha256:[a-f0-9]{64}|sha384:[a-f0-9]{96}|sha512:[a-f0-9]{128}|blake3:[a-f0-9]{64}");

  /** An image's id is no reference: runtimes refuse it here. */
  private static final Pattern ID = Pattern.compile("[a-f0-9]{64}");

  /** The reference, or empty where a runtime would refuse it. */
  public static Optional<ImageReference> parse(String text) {
    int at = text.indexOf('@');
    Optional<String> digest = at < 0 ? Optional.empty() : Optional.of(text.substring(at + 1));
    String named = at < 0 ? text : text.substring(0, at);
    int colon = named.lastIndexOf(':');
    boolean tagged = colon > named.lastIndexOf('/');
    Optional<String> tag = tagged ? Optional.of(named.substring(colon + 1)) : Optional.empty();
    String name = tagged ? named.substring(0, colon) : named;
    if (digest.filter(given -> !DIGEST.matcher(given).matches()).isPresent()
        || tag.filter(given -> !TAG.matcher(given).matches()).isPresent()
        || ID.matcher(text).matches()) {
      return Optional.empty();
    }
    return located(name, tag, digest);
  }

  /** A first part without a dot, a port or capitals is no host but a part of the hub's path. */
  private static Optional<ImageReference> located(
      String name, Optional<String> tag, Optional<String> digest) {
    int slash = name.indexOf('/');
    String first = slash < 0 ? "" : name.substring(0, slash);
    boolean isHost =
        first.contains(".")
            || first.contains(":")
            || first.equals("localhost")
            || !first.equals(first.toLowerCase(Locale.ROOT));
    String registry = isHost && !first.equals("index." + HUB) ? first : HUB;
    String path = isHost ? name.substring(slash + 1) : name;
    String repository = registry.equals(HUB) && path.indexOf('/') < 0 ? "library/" + path : path;
    return HOST.matcher(registry).matches() && isRepository(repository)
        ? Optional.of(new ImageReference(registry, repository, tag, digest))
        : Optional.empty();
  }

  private static boolean isRepository(String path) {
    return path.length() <= LONGEST_REPOSITORY
        && Stream.of(path.split("/", -1)).allMatch(part -> COMPONENT.matcher(part).matches());
  }

  /** Registry and repository, {@code docker.io/library/nginx}. */
  public String name() {
    return registry + "/" + repository;
  }

  /** The tag, or {@code latest} where neither a tag nor a digest is named. */
  public Optional<String> effectiveTag() {
    return tag.isEmpty() && digest.isEmpty() ? Optional.of("latest") : tag;
  }

  /** What a runtime asks for: the digest, else the tag, else {@code latest}. */
  public String version() {
    return digest.or(() -> tag).orElse("latest");
  }

  /** The whole reference, completed. */
  @Override
  public String toString() {
    return name() + tag.map(t -> ":" + t).orElse("") + digest.map(d -> "@" + d).orElse("");
  }
}
