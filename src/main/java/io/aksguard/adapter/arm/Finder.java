package io.aksguard.adapter.arm;

import io.aksguard.cluster.ArmId;
import java.util.Collection;

/**
 * Finds where resources of a type are in all that is audited. What it tells may be some minutes
 * old, so it decides what is read and never what is judged.
 */
public interface Finder {
  /**
   * The resources of the type with {@code id}, {@code name} and {@code properties}; short where one
   * of the audited subscriptions cannot be read.
   *
   * @param type in lower case
   */
  Answer find(String type);

  /** The subscriptions that are audited and can be read. */
  Answer subscriptions();

  /** The property changes of a resource in the last 14 days, which only Resource Graph keeps. */
  Answer changes(ArmId resource);

  /**
   * Defender's assessments of these resources, and perhaps of others: those of one resource cannot
   * be listed but here.
   */
  Answer assessments(Collection<ArmId> of);
}
