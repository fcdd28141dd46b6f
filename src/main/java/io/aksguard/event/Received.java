package io.aksguard.event;

/** What one element of a delivery turned out to be. */
public sealed interface Received {

  /** An event, perhaps one that is to be ignored. */
  record Event(GridEvent event) implements Received {}

  /**
   * Something that cannot be read as an event, to be parked until somebody has looked at it.
   *
   * @param id of the text as it was delivered: the same text again has the same id
   * @param reason repeats nothing of the text
   * @param text JSON of those members that an event is read from, as far as they can be read, and
   *     nothing of persons; {@link Events#read} reads it again. At most 30,000 characters
   */
  record Poison(String id, String reason, String text) implements Received {}
}
