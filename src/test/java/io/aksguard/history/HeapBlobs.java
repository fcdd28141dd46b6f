package io.aksguard.history;

import io.aksguard.storage.Blobs;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Blobs in memory. */
final class HeapBlobs implements Blobs {
  private final NavigableMap<String, byte[]> bodies = new TreeMap<>();

  @Override
  public synchronized boolean putIfAbsent(String name, byte[] body) {
    return bodies.putIfAbsent(name, body.clone()) == null;
  }

  @Override
  public synchronized Optional<byte[]> get(String name) {
    return Optional.ofNullable(bodies.get(name)).map(byte[]::clone);
  }

  @Override
  public synchronized List<String> list(String prefix) {
    return bodies.keySet().stream().filter(name -> name.startsWith(prefix)).toList();
  }

  /** What nobody may do, and somebody might. */
  synchronized void tamper(String name, byte[] body) {
    bodies.put(name, body.clone());
  }
}
