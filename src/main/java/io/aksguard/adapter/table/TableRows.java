package io.aksguard.adapter.table;

import com.azure.core.exception.HttpResponseException;
import com.azure.data.tables.TableClient;
import com.azure.data.tables.models.ListEntitiesOptions;
import com.azure.data.tables.models.TableEntity;
import com.azure.data.tables.models.TableErrorCode;
import com.azure.data.tables.models.TableServiceException;
import com.azure.data.tables.models.TableTransactionAction;
import io.aksguard.storage.ConflictException;
import io.aksguard.storage.Limits;
import io.aksguard.storage.Row;
import io.aksguard.storage.Rows;
import io.aksguard.storage.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One table of a storage account. */
final class TableRows implements Rows {
  /** Table Storage answers a query with no more. */
  private static final int MOST_IN_PAGE = 1_000;

  private final TableClient reader;
  private final TableClient writer;
  private final String place;

  /**
   * @param place its address, for messages
   */
  TableRows(TableClient reader, TableClient writer, String place) {
    this.reader = reader;
    this.writer = writer;
    this.place = place;
  }

  @Override
  public Optional<Row> get(String partition, String key) {
    Limits.key(partition);
    Limits.key(key);
    try {
      return Optional.of(Entities.row(reader.getEntity(partition, key)));
    } catch (TableServiceException e) {
      if (Failures.isNotFound(e)) {
        return Optional.empty();
      }
      throw Failures.of("read", place, e);
    } catch (RuntimeException | LinkageError e) {
      throw Failures.of("read", place, e);
    }
  }

  @Override
  public List<Row> range(String partition, String from, String to, int most) {
    Limits.range(partition, from, to, most);
    if (from.compareTo(to) >= 0) {
      return List.of();
    }
    ListEntitiesOptions options =
        new ListEntitiesOptions()
            .setFilter(
                "PartitionKey eq '%s' and RowKey ge '%s' and RowKey lt '%s'"
                    .formatted(partition, from, to))
            .setTop(Math.min(most, MOST_IN_PAGE));
    List<Row> rows = new ArrayList<>();
    try {
      // The pages are followed to the last continuation token, also over pages without a row.
      for (TableEntity entity : reader.listEntities(options, null, null)) {
        rows.add(Entities.row(entity));
        if (rows.size() == most) {
          break;
        }
      }
      return rows;
    } catch (HttpResponseException e) {
      if (Failures.isNotFound(e)) {
        return List.of();
      }
      throw Failures.of("read", place, e);
    } catch (RuntimeException | LinkageError e) {
      throw Failures.of("read", place, e);
    }
  }

  @Override
  public void commit(String partition, List<Write> batch) throws ConflictException {
    Limits.batch(partition, batch);
    List<TableTransactionAction> actions =
        batch.stream().map(write -> Entities.action(partition, write)).toList();
    if (!submit(partition, batch, actions)) {
      create();
      if (!submit(partition, batch, actions)) {
        throw new IllegalStateException(
            "table " + writer.getTableName() + " was made and is not there");
      }
    }
  }

  /** Whether there is such a table; nothing was written where not. */
  private boolean submit(String partition, List<Write> batch, List<TableTransactionAction> actions)
      throws ConflictException {
    try {
      writer.submitTransaction(actions);
      return true;
    } catch (TableServiceException e) {
      if (Failures.has(e, TableErrorCode.TABLE_NOT_FOUND)) {
        return false;
      }
      if (Failures.isConflict(e)) {
        throw Failures.conflict(partition, batch, e);
      }
      throw Failures.of("write", place, e);
    } catch (RuntimeException | LinkageError e) {
      throw Failures.of("write", place, e);
    }
  }

  private void create() {
    try {
      writer.createTable();
    } catch (TableServiceException e) {
      if (!Failures.has(e, TableErrorCode.TABLE_ALREADY_EXISTS)) {
        throw Failures.of("make", place, e);
      }
    } catch (RuntimeException | LinkageError e) {
      throw Failures.of("make", place, e);
    }
  }
}
