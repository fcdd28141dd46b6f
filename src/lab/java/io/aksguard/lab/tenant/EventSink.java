package io.aksguard.lab.tenant;

/** Where an event subscription delivers to. */
public interface EventSink {
  /**
   * Delivers one event.
   *
   * @return the endpoint's HTTP status; 200 to 204 mean delivered, 0 that no answer came
   */
  int deliver(RaisedEvent event);
}
