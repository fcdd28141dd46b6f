package io.aksguard.lab.tenant;

import java.util.stream.Collectors;

/**
 * A write of ARM as it came, whether it was taken or not.
 *
 * @param query as it came, decoded, names in lower case
 * @param ifMatch the header; empty where there was none
 * @param body empty where there was none
 * @param status of the answer
 */
public record Received(
    String method, String path, String query, String ifMatch, String body, int status) {

  static Received of(Request request, int status) {
    String query =
        request.query().entrySet().stream()
            .map(each -> each.getKey() + "=" + each.getValue())
            .collect(Collectors.joining("&"));
    return new Received(
        request.method(),
        request.path(),
        query,
        request.header("if-match"),
        request.body(),
        status);
  }
}
