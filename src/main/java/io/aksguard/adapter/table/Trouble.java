package io.aksguard.adapter.table;

import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.exception.HttpResponseException;
import com.azure.data.tables.models.TableServiceException;
import com.azure.storage.blob.models.BlobStorageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why an account cannot be used and what to do about it, in half a sentence. Never what the SDK
 * says: its texts go over several lines, and may hold a part of the key.
 */
final class Trouble {
  private static final int FORBIDDEN = 403;
  private static final Set<String> CREDENTIAL =
      Set.of("AuthenticationFailed", "InvalidAuthenticationInfo", "NoAuthenticationInformation");

  /** Of a query's refusal the SDK has the code in its message alone. */
  private static final Pattern CODE = Pattern.compile("\"code\"\\s*:\\s*\"([A-Za-z]+)\"");

  private Trouble() {}

  static String of(Throwable e) {
    if (has(e, ClientAuthenticationException.class)) {
      return "nobody is signed in to Azure, or the sign-in was refused; run az login, or set"
          + " AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET";
    }
    int status = status(e);
    String code = code(e);
    String said =
        code.isEmpty() ? String.valueOf(status) : status == 0 ? code : status + ", " + code;
    if (CREDENTIAL.contains(code)) {
      return "the account does not take the key, signature or token ("
          + said
          + "); copy the connection string from the account again, or sign in to its tenant";
    }
    if (code.equals("KeyBasedAuthenticationNotPermitted")) {
      return "the account takes no keys ("
          + said
          + "); name it as https://NAME.table.core.windows.net";
    }
    if (status == FORBIDDEN || code.startsWith("Authorization") || status == 401) {
      return "forbidden ("
          + said
          + "); whoever asks needs Storage Table Data Contributor and Storage Blob Data"
          + " Contributor (Reader, to read alone), and the account's firewall has to let it in";
    }
    if (status == 429 || status >= 500 && !code.isEmpty()) {
      return "the service is busy or down (" + said + "); try again in a minute";
    }
    return status > 0 ? foreign(said) : withoutAnswer(e);
  }

  private static String withoutAnswer(Throwable e) {
    if (has(e, UnknownHostException.class) || has(e, UnresolvedAddressException.class)) {
      return "there is no such host; see whether the name is right";
    }
    if (has(e, TimeoutException.class) || isNamed(e, "Timeout")) {
      return "no answer in time; see whether the service is up, and a firewall lets this machine"
          + " in";
    }
    if (has(e, IOException.class) || has(e, UncheckedIOException.class)) {
      return "no connection; see whether the address is right, the service is up, and a firewall"
          + " lets this machine in";
    }
    return foreign(e.getClass().getSimpleName());
  }

  private static String foreign(String said) {
    return "an answer that is none of a storage account's ("
        + said
        + "); see whether the address is right, and what stands between";
  }

  private static int status(Throwable e) {
    return e instanceof HttpResponseException http && http.getResponse() != null
        ? http.getResponse().getStatusCode()
        : 0;
  }

  private static String code(Throwable e) {
    if (e instanceof TableServiceException table && table.getValue() != null) {
      return String.valueOf(table.getValue().getErrorCode());
    }
    if (e instanceof BlobStorageException blob) {
      return blob.getErrorCode() == null ? "" : blob.getErrorCode().toString();
    }
    Matcher code =
        CODE.matcher(e instanceof HttpResponseException ? String.valueOf(e.getMessage()) : "");
    return code.find() ? code.group(1) : "";
  }

  private static boolean has(Throwable e, Class<? extends Throwable> kind) {
    for (Throwable at = e; at != null; at = at.getCause()) {
      if (kind.isInstance(at)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isNamed(Throwable e, String part) {
    for (Throwable at = e; at != null; at = at.getCause()) {
      if (at.getClass().getSimpleName().contains(part)) {
        return true;
      }
    }
    return false;
  }
}
