package io.aksguard.cli;

import java.net.URI;
import java.util.Set;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** The Function App that is asked, as the person who has signed in. */
final class AppOptions {
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");

  /** What {@code az} takes as a scope. */
  private static final Pattern AUDIENCE = Pattern.compile("[0-9A-Za-z.:/_-]+");

  @Option(
      names = "--app",
      required = true,
      paramLabel = "URL",
      defaultValue = "${env:AKS_GUARD_APP}",
      description = {
        "where the app answers, such as https://NAME.azurewebsites.net;",
        "default: AKS_GUARD_APP of the environment"
      })
  private String app;

  @Option(
      names = "--audience",
      required = true,
      paramLabel = "URI",
      defaultValue = "${env:AKS_GUARD_AUDIENCE}",
      description = {
        "the app registration that its tokens are for, such as api://CLIENT_ID;",
        "default: AKS_GUARD_AUDIENCE of the environment"
      })
  private String audience;

  /**
   * @throws UsageException where an option names no app
   */
  AppClient client(Outside outside) {
    if (!AUDIENCE.matcher(audience).matches()) {
      throw new UsageException("--audience: '" + audience + "' is none, such as api://CLIENT_ID");
    }
    return new AppClient(base(), () -> outside.signIn().token(audience));
  }

  /** Without a slash at its end. A token goes over TLS, or stays on this machine. */
  private String base() {
    URI uri;
    try {
      uri = URI.create(app.strip().replaceFirst("/+$", ""));
    } catch (IllegalArgumentException e) {
      throw noApp();
    }
    String host = uri.getHost();
    if (host == null
        || uri.getRawUserInfo() != null
        || uri.getRawQuery() != null
        || uri.getRawFragment() != null) {
      throw noApp();
    }
    boolean isSafe =
        "https".equalsIgnoreCase(uri.getScheme())
            || ("http".equalsIgnoreCase(uri.getScheme()) && LOOPBACK.contains(host));
    if (!isSafe) {
      throw noApp();
    }
    return uri.toString();
  }

  private UsageException noApp() {
    return new UsageException(
        "--app: '" + app + "' is no address such as https://NAME.azurewebsites.net");
  }
}
