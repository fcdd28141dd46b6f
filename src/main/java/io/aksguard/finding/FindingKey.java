package io.aksguard.finding;

/**
 * What a verdict is about, within one cluster.
 *
 * @param control the control's id
 * @param subject the pool, rule, setting or object; empty for the cluster itself
 */
public record FindingKey(String control, String subject) implements Comparable<FindingKey> {
  @Override
  public int compareTo(FindingKey other) {
    int byControl = control.compareTo(other.control);
    return byControl != 0 ? byControl : subject.compareTo(other.subject);
  }
}
