package io.aksguard.evidence.kubernetes;

import java.util.regex.Pattern;

/**
 * Tells texts that look like a secret, so that only this word about them is kept and not they
 * themselves. A guess in both directions; controls say so.
 */
final class SecretText {
  /** Names that people give to secrets; {@code keyRef}, {@code tokenUrl} and such are none. */
  private static final Pattern NAME =
      Pattern.compile(
          "(?i)(^|[^a-z])(pass(word|wd|phrase)?|pwd|secret|token|credentials?|"
              + "(api|access|account|private|encryption|signing|client|storage|shared)[-_.]?key|"
              + "azure_[a-z]+_key|cli_key_content|"
              + "connection[-_.]?string|sas)([^a-z]|$)|"
              + "[a-z](Password|Secret|Token|ApiKey|AccessKey|AccountKey|ConnectionString)$");

  /** What tokens and keys of wide use begin with or contain, as their issuers document them. */
  private static final Pattern VALUE =
      Pattern.compile(
          "---BEGIN [A-Z ]*PRIVATE KEY|AccountKey=|SharedAccessKey=|[?&]sig=[A-Za-z0-9%+/]{20}|"
              + "\\bAKIA[0-9A-Z]{16}\\b|\\bgh[pousr]_[A-Za-z0-9]{20}|\\bgithub_pat_|\\bxox[abprs]-|"
              + "\\beyJ[A-Za-z0-9_-]{8,}\\.eyJ|://[^/\\s:@]+:[^/\\s:@$(]+@|"
              + "(?i:\\bbearer [a-z0-9._~+/-]{8})|(?i:password|passwd|pwd|secret)=[^\\s;&$(]{3}");

  /** A reference that the kubelet resolves, {@code $(NAME)}, and switches are no secrets. */
  private static final Pattern HARMLESS =
      Pattern.compile("(?i)\\s*|\\$\\([^)]*\\)|\\$\\{[^}]*\\}|true|false|yes|no|[0-9]{1,3}");

  private SecretText() {}

  /** Whether the value that bears this name is likely a secret. */
  static boolean looksSecret(String name, String value) {
    return !HARMLESS.matcher(value).matches()
        && (NAME.matcher(name).find() || VALUE.matcher(value).find());
  }

  /** Whether a text without a name holds one, as {@code --password=...} does. */
  static boolean looksSecret(String text) {
    int equal = text.indexOf('=');
    return VALUE.matcher(text).find()
        || (text.startsWith("-")
            && equal > 0
            && looksSecret(text.substring(0, equal), text.substring(equal + 1)));
  }
}
