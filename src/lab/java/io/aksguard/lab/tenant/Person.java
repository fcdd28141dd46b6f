package io.aksguard.lab.tenant;

import java.util.List;

/**
 * Somebody who signs in to an app.
 *
 * @param objectId the person's id in the directory
 * @param appRoles what the app has assigned to them, such as Approver
 */
public record Person(String objectId, String name, List<String> appRoles) {
  public Person {
    appRoles = List.copyOf(appRoles);
  }
}
