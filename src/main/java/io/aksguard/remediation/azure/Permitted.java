package io.aksguard.remediation.azure;

import io.aksguard.remediation.permission.Granted;
import java.util.List;

/** What the app's own identity may do at a scope. */
public sealed interface Permitted {
  /**
   * All that roles give it there, those given above included.
   *
   * @param roles one for each; none where it may do nothing
   */
  record Known(List<Granted> roles) implements Permitted {
    public Known {
      roles = List.copyOf(roles);
    }

    public boolean allows(String action) {
      return roles.stream().anyMatch(role -> role.allows(action));
    }
  }

  /**
   * Nobody knows.
   *
   * @param reason a phrase for people
   */
  record Unknown(String reason) implements Permitted {}
}
