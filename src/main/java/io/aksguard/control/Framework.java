package io.aksguard.control;

/**
 * A standard that controls are mapped to.
 *
 * @param id {@code cis-aks-1.8}
 * @param source where the mapping was read
 */
public record Framework(String id, String title, String source) {

  /** Whether {@code wanted} names this framework: its id, or the id without the version. */
  public boolean isCalled(String wanted) {
    return id.equals(wanted) || id.startsWith(wanted + "-");
  }
}
