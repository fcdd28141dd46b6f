package io.aksguard.storage;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** Bodies in memory, for tests that want no disk. Keeps the whole contract. */
public final class MemoryBlobs implements Blobs {
  private final ConcurrentSkipListMap<String, byte[]> bodies = new ConcurrentSkipListMap<>();

  @Override
  public boolean putIfAbsent(String name, byte[] body) {
    Limits.blob(name);
    return bodies.putIfAbsent(name, body.clone()) == null;
  }

  @Override
  public Optional<byte[]> get(String name) {
    Limits.blob(name);
    return Optional.ofNullable(bodies.get(name)).map(byte[]::clone);
  }

  @Override
  public List<String> list(String prefix) {
    Limits.prefix(prefix);
    return bodies.tailMap(prefix).keySet().stream()
        .takeWhile(name -> name.startsWith(prefix))
        .toList();
  }
}
