package io.aksguard.evidence.kubernetes;

/**
 * A ReplicaSet or Job that something else has made, so that it is no workload of its own.
 *
 * @param owner what has made it
 */
record Revision(String namespace, Owner owner) {
  String ownerKey() {
    return owner.key(namespace);
  }
}
