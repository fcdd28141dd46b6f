package io.aksguard.event;

/** What an event says has happened. */
public enum Kind {
  /** ARM has created or updated a resource. */
  RESOURCE_WRITTEN,
  /** ARM has deleted a resource. */
  RESOURCE_DELETED,
  /** A POST that may have changed something, as stopping a cluster does. */
  ACTION,
  /** Azure Policy has come to another result; ordered by the time of its evaluation. */
  POLICY_STATE,
  /** AKS itself: support ends, there is a new version, a pool is rolled. */
  AKS,
  /** An image has come into a registry. */
  IMAGE_PUSHED,
  /** An image has gone from a registry. */
  IMAGE_DELETED,
  /** A resource notification: resources, their health, announced maintenance. */
  RESOURCE_NOTIFICATION,
  /** Nothing that could change a verdict; counted, not worked on. */
  IGNORED
}
