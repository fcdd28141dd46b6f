package io.aksguard.control;

import io.aksguard.evidence.image.ImageReference;
import io.aksguard.evidence.image.RegistryPattern;
import java.util.List;
import java.util.Optional;

/** Image references as expressions ask for them; of what is none only the digest is known. */
final class Images {
  private final Remembered<Optional<ImageReference>> references =
      new Remembered<>(ImageReference::parse);
  private final Remembered<Optional<RegistryPattern>> patterns =
      new Remembered<>(RegistryPattern::parse);

  String registry(Object image) {
    return reference(image).registry();
  }

  String repository(Object image) {
    return reference(image).repository();
  }

  /** The tag that counts: {@code latest} where nothing is named, "" beside a digest alone. */
  String tag(Object image) {
    return reference(image).effectiveTag().orElse("");
  }

  /** "" also for what is no reference: nothing pins it. */
  String digest(Object image) {
    return references.of(Values.text(image)).flatMap(ImageReference::digest).orElse("");
  }

  /** Whether one of the patterns admits the image; all are read, so that a wrong one is told. */
  boolean from(Object image, Object list) {
    if (!(list instanceof List<?> texts)) {
      throw Values.not("a list of registries", list);
    }
    ImageReference reference = reference(image);
    boolean admitted = false;
    for (Object text : texts) {
      RegistryPattern pattern =
          patterns
              .of(Values.text(text))
              .orElseThrow(() -> Values.not("a registry, perhaps with a path below it", text));
      admitted |= pattern.admits(reference);
    }
    return admitted;
  }

  private ImageReference reference(Object image) {
    return references
        .of(Values.text(image))
        .orElseThrow(() -> Values.not("an image reference", image));
  }
}
