package io.aksguard.adapter.arm;

import com.azure.core.http.HttpMethod;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a request is counted in.
 *
 * @param whole Resource Graph, or the reads, the writes or the deletes of a subscription
 * @param part of it that one provider has, for ARM counts some reads by themselves
 */
record Quota(String whole, String part) {
  private static final Pattern SUBSCRIPTION =
      Pattern.compile("/subscriptions/([^/?]+)", Pattern.CASE_INSENSITIVE);
  private static final Pattern PROVIDER =
      Pattern.compile(".*/providers/([^/?]+)", Pattern.CASE_INSENSITIVE);

  static Quota of(Ask ask) {
    return of(ask.path(), ask.body() == null ? HttpMethod.GET : HttpMethod.POST);
  }

  /**
   * @param url or its path
   */
  static Quota of(String url, HttpMethod method) {
    if (url.contains("Microsoft.ResourceGraph")) {
      return new Quota("graph", "graph");
    }
    Matcher subscription = SUBSCRIPTION.matcher(url);
    String owner = subscription.find() ? subscription.group(1).toLowerCase(Locale.ROOT) : "tenant";
    Matcher provider = PROVIDER.matcher(url);
    String whole = owner + " " + kind(method);
    return new Quota(
        whole,
        provider.lookingAt() ? whole + " " + provider.group(1).toLowerCase(Locale.ROOT) : whole);
  }

  /** ARM counts a POST among the writes, also one that changes nothing. */
  private static String kind(HttpMethod method) {
    return switch (method) {
      case GET, HEAD -> "reads";
      case DELETE -> "deletes";
      default -> "writes";
    };
  }

  List<String> keys() {
    return List.of(whole, part);
  }
}
