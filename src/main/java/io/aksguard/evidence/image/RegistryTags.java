package io.aksguard.evidence.image;

import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What registries say about their tags: which digest each stands for now. Evidence has it where a
 * registry's body has {@code repositories}, in the shape of the registry's own list of tags: {@code
 * [{imageName, tags: [{name, digest}]}]}.
 */
final class RegistryTags {
  /** By the name of the repository, registry included: the digest of each tag. */
  private final Map<String, Map<String, String>> byRepository = new HashMap<>();

  /**
   * @param registries the evidence's {@code registries}, or the gap in its place
   */
  RegistryTags(Object registries) {
    if (registries instanceof JsonArray array) {
      array.objects().forEach(this::read);
    }
  }

  private void read(JsonObject registry) {
    String server = registry.object("properties").flatMap(p -> p.string("loginServer")).orElse("");
    for (JsonObject repository : objects(registry, "repositories")) {
      String name = server + "/" + repository.string("imageName").orElse("");
      Map<String, String> tags = byRepository.computeIfAbsent(name, each -> new TreeMap<>());
      for (JsonObject tag : objects(repository, "tags")) {
        tag.string("name").ifPresent(text -> tags.put(text, tag.string("digest").orElse("")));
      }
    }
  }

  private static List<JsonObject> objects(JsonObject parent, String list) {
    return parent.array(list).map(JsonArray::objects).orElse(List.of());
  }

  /** The digest that the image's tag stands for now; empty where that is not known. */
  Optional<String> digest(ImageReference image) {
    Map<String, String> tags = byRepository.getOrDefault(image.name(), Map.of());
    return image
        .effectiveTag()
        .map(tag -> tags.getOrDefault(tag, ""))
        .filter(digest -> !digest.isEmpty());
  }

  /** All tags of the image's repository; empty where they are not known. */
  Optional<Set<String>> tags(ImageReference image) {
    return Optional.ofNullable(byRepository.get(image.name())).map(Map::keySet);
  }
}
