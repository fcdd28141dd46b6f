package io.aksguard.adapter.table;

import com.azure.core.exception.HttpResponseException;
import com.azure.data.tables.models.TableErrorCode;
import com.azure.data.tables.models.TableServiceException;
import com.azure.data.tables.models.TableTransactionFailedException;
import io.aksguard.storage.ConflictException;
import io.aksguard.storage.UnavailableException;
import io.aksguard.storage.Write;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What it means that the SDK throws. The response is missing where a batch was refused: then the
 * code alone says why.
 */
final class Failures {
  private static final Set<TableErrorCode> CONFLICTS =
      Set.of(
          TableErrorCode.ENTITY_ALREADY_EXISTS,
          TableErrorCode.ENTITY_NOT_FOUND,
          TableErrorCode.RESOURCE_NOT_FOUND,
          TableErrorCode.UPDATE_CONDITION_NOT_SATISFIED);
  private static final Set<TableErrorCode> NOT_FOUND =
      Set.of(
          TableErrorCode.ENTITY_NOT_FOUND,
          TableErrorCode.RESOURCE_NOT_FOUND,
          TableErrorCode.TABLE_NOT_FOUND);

  /** What {@link io.aksguard.storage.Limits} should have refused. */
  private static final Set<TableErrorCode> OURS =
      Set.of(
          TableErrorCode.INVALID_INPUT,
          TableErrorCode.OUT_OF_RANGE_INPUT,
          TableErrorCode.INVALID_DUPLICATE_ROW,
          TableErrorCode.ENTITY_TOO_LARGE,
          TableErrorCode.PROPERTY_VALUE_TOO_LARGE,
          TableErrorCode.KEY_VALUE_TOO_LARGE,
          TableErrorCode.TOO_MANY_PROPERTIES,
          TableErrorCode.CONTENT_LENGTH_EXCEEDED);

  private Failures() {}

  static boolean has(TableServiceException e, TableErrorCode code) {
    return e.getValue() != null && code.equals(e.getValue().getErrorCode());
  }

  /**
   * Whether the service itself says so. From queries the SDK throws an inner exception, whose code
   * is in its message alone.
   */
  static boolean isNotFound(HttpResponseException e) {
    if (e instanceof TableServiceException refused) {
      return NOT_FOUND.stream().anyMatch(code -> has(refused, code));
    }
    return e.getResponse() != null
        && e.getResponse().getStatusCode() == 404
        && String.valueOf(e.getMessage()).contains("\"" + TableErrorCode.TABLE_NOT_FOUND + "\"");
  }

  static boolean isConflict(TableServiceException e) {
    return CONFLICTS.stream().anyMatch(code -> has(e, code));
  }

  static ConflictException conflict(
      String partition, List<Write> batch, TableServiceException refused) {
    Integer failed =
        refused instanceof TableTransactionFailedException e
            ? e.getFailedTransactionActionIndex()
            : null;
    int index = failed == null || failed < 0 || failed >= batch.size() ? -1 : failed;
    return new ConflictException(
        index,
        (index < 0 ? "a row of " + partition : "row " + partition + ", " + batch.get(index).key())
            + " is not as expected");
  }

  /**
   * A request that can never be right is our bug; all else is the store's. The SDK throws nearly
   * anything where an answer is cut off, or is no JSON as those of a load balancer.
   */
  static RuntimeException of(String what, String where, Throwable e) {
    String tried = "cannot " + what + " " + where + ": ";
    boolean ours =
        e instanceof TableServiceException refused
            ? OURS.stream().anyMatch(code -> has(refused, code))
            : e instanceof HttpResponseException http
                && http.getResponse() != null
                && http.getResponse().getStatusCode() == 400;
    return ours
        ? new IllegalStateException(tried + message(e), e)
        : new UnavailableException(tried + Trouble.of(e), e);
  }

  /** An address without a signature that may stand behind it. */
  static String place(String address) {
    return address.replaceFirst("[?#].*", "");
  }

  /** The service's own words, where it said any. */
  private static @Nullable String message(Throwable e) {
    return e instanceof TableServiceException refused && refused.getValue() != null
        ? refused.getValue().getErrorCode() + ", " + refused.getValue().getErrorMessage()
        : e.getMessage();
  }
}
