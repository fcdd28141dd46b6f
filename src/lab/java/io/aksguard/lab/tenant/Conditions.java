package io.aksguard.lab.tenant;

/** If-Match and If-None-Match as AKS answers them. */
final class Conditions {
  private final Request request;

  Conditions(Request request) {
    this.request = request;
  }

  /**
   * @param etag what is there now; empty where the resource is missing
   * @throws RefusedException with 400 or 412
   */
  void checkPut(String etag) {
    String match = request.header("if-match");
    String none = request.header("if-none-match");
    if (!none.isEmpty() && !none.equals("*")) {
      throw new RefusedException(400, "BadRequest", "If-None-Match must be empty or '*'.");
    }
    if (!none.isEmpty() && !match.isEmpty()) {
      throw new RefusedException(
          400, "BadRequest", "If-Match and If-None-Match must not both be set.");
    }
    if (!none.isEmpty() && !etag.isEmpty()) {
      throw failed("The resource exists already.");
    }
    if (!match.isEmpty() && etag.isEmpty()) {
      throw failed("The resource does not exist.");
    }
    match(match, etag);
  }

  /**
   * For a resource that exists.
   *
   * @throws RefusedException with 412
   */
  void checkExisting(String etag) {
    match(request.header("if-match"), etag);
  }

  private static void match(String match, String etag) {
    String bare = match.replaceAll("^(W/)?\"|\"$", "");
    if (!bare.isEmpty() && !bare.equals("*") && !bare.equals(etag)) {
      throw failed("The If-Match condition does not hold: the ETag is another now.");
    }
  }

  private static RefusedException failed(String message) {
    return new RefusedException(412, "PreconditionFailed", message);
  }
}
