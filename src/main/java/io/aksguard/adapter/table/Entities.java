package io.aksguard.adapter.table;

import com.azure.data.tables.models.TableEntity;
import com.azure.data.tables.models.TableTransactionAction;
import com.azure.data.tables.models.TableTransactionActionType;
import io.aksguard.storage.Row;
import io.aksguard.storage.UnavailableException;
import io.aksguard.storage.Write;
import java.util.HashMap;
import java.util.Map;

/**
 * Rows as entities and back. Numbers are Edm.Int64 always: queries fail on columns of two kinds.
 */
final class Entities {
  private static final String ETAG = "odata.etag";

  private Entities() {}

  /** The SDK takes any JSON for an entity; one without keys or ETag is not Table Storage's. */
  static Row row(TableEntity entity) {
    if (entity.getPartitionKey() == null
        || entity.getRowKey() == null
        || entity.getETag() == null) {
      throw new UnavailableException(
          "the store gave an answer that is no row; see whether the address is right");
    }
    Map<String, Object> properties = new HashMap<>();
    entity
        .getProperties()
        .forEach(
            (name, value) -> {
              if (!isOfTheService(name)
                  && (value instanceof String
                      || value instanceof Long
                      || value instanceof Boolean)) {
                properties.put(name, value);
              }
            });
    return new Row(entity.getPartitionKey(), entity.getRowKey(), properties, entity.getETag());
  }

  static TableTransactionAction action(String partition, Write write) {
    TableEntity entity = new TableEntity(partition, write.key());
    if (write instanceof Write.Insert insert) {
      entity.setProperties(insert.properties());
      return new TableTransactionAction(TableTransactionActionType.CREATE, entity);
    } else if (write instanceof Write.Put put) {
      entity.setProperties(put.properties());
      return new TableTransactionAction(TableTransactionActionType.UPSERT_REPLACE, entity);
    } else if (write instanceof Write.Replace replace) {
      entity.setProperties(replace.properties());
      entity.addProperty(ETAG, replace.etag());
      return new TableTransactionAction(TableTransactionActionType.UPDATE_REPLACE, entity, true);
    }
    String etag = ((Write.Delete) write).etag();
    if (etag != null) {
      entity.addProperty(ETAG, etag);
    }
    return new TableTransactionAction(TableTransactionActionType.DELETE, entity, etag != null);
  }

  /** Among them notes on types, as {@code Timestamp@odata.type}; no name of ours has a dot. */
  private static boolean isOfTheService(String name) {
    return name.contains("odata.")
        || name.equals("PartitionKey")
        || name.equals("RowKey")
        || name.equals("Timestamp");
  }
}
