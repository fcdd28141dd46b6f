package io.aksguard.storage;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One write of a batch. A row that is written keeps no property that it had before. */
public sealed interface Write {
  String key();

  /** Expects that there is no such row. */
  record Insert(String key, Map<String, Object> properties) implements Write {
    public Insert {
      properties = Map.copyOf(properties);
    }
  }

  /** Whatever is there. */
  record Put(String key, Map<String, Object> properties) implements Write {
    public Put {
      properties = Map.copyOf(properties);
    }
  }

  /** Expects the row as it was read with this ETag. */
  record Replace(String key, Map<String, Object> properties, String etag) implements Write {
    public Replace {
      properties = Map.copyOf(properties);
    }
  }

  /**
   * Expects the row as it was read with this ETag.
   *
   * @param etag null: expects that there is one
   */
  record Delete(String key, @Nullable String etag) implements Write {}
}
