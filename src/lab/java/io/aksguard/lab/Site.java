package io.aksguard.lab;

import java.util.List;

/** Which pages of a host answer a request. */
record Site(ApiPages api, EventGridPage eventGrid, AdminPages admin, DurablePages durable) {
  private static final List<String> WEBHOOKS = List.of("runtime", "webhooks");

  HttpAnswer answer(HttpRequest request) {
    List<String> path = Door.parts(request);
    String first = path.get(0);
    if (first.equals("api")) {
      return api.answer(request, path.subList(1, path.size()));
    }
    if (first.equals("admin")) {
      return admin.answer(request, path.subList(1, path.size()));
    }
    if (path.size() >= 3 && path.subList(0, 2).equals(WEBHOOKS)) {
      return switch (path.get(2)) {
        case "eventgrid" -> eventGrid.answer(request);
        case "durabletask" -> durable.answer(request, path.subList(3, path.size()));
        default -> Door.empty(404);
      };
    }
    return Door.empty(404);
  }
}
