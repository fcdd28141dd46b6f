package io.aksguard.adapter.table;

import com.azure.core.http.HttpClient;
import com.azure.core.http.policy.ExponentialBackoffOptions;
import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.RetryOptions;
import com.azure.core.util.HttpClientOptions;
import com.azure.data.tables.TableServiceClient;
import com.azure.data.tables.TableServiceClientBuilder;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.common.policy.RequestRetryOptions;
import io.aksguard.adapter.SdkLog;
import java.time.Duration;
import java.util.function.UnaryOperator;

/**
 * Two clients of each service: one reads and tries again, one writes and does not. The second try
 * of a write whose first answer was lost would be refused by the first one's own effect, and look
 * like somebody else's.
 */
final class Clients {
  private static final Duration CONNECT = Duration.ofSeconds(5);

  /** Tables gives up by itself after 30 s. */
  private static final Duration ANSWER = Duration.ofSeconds(40);

  private static final RetryOptions READING =
      new RetryOptions(
          new ExponentialBackoffOptions()
              .setMaxRetries(3)
              .setBaseDelay(Duration.ofMillis(200))
              .setMaxDelay(Duration.ofSeconds(5)));
  private static final RetryOptions WRITING =
      new RetryOptions(new FixedDelayOptions(0, Duration.ofMillis(1)));

  private final TableServiceClient tableReader;
  private final TableServiceClient tableWriter;
  private final BlobServiceClient blobReader;
  private final BlobServiceClient blobWriter;

  Clients(
      UnaryOperator<TableServiceClientBuilder> tables,
      UnaryOperator<BlobServiceClientBuilder> blobs) {
    SdkLog.quieten();
    HttpClient http =
        HttpClient.createDefault(
            new HttpClientOptions()
                .setConnectTimeout(CONNECT)
                .setWriteTimeout(ANSWER)
                .setResponseTimeout(ANSWER)
                .setReadTimeout(ANSWER));
    tableReader = tables(tables, http, READING);
    tableWriter = tables(tables, http, WRITING);
    blobReader = blobs(blobs, http, READING);
    blobWriter = blobs(blobs, http, WRITING);
  }

  TableRows table(String name) {
    // The table client's own address is not the one it asks: it lacks the account's path.
    String place = Failures.place(tableReader.getServiceEndpoint()).replaceFirst("/$", "");
    return new TableRows(
        tableReader.getTableClient(name), tableWriter.getTableClient(name), place + "/" + name);
  }

  ContainerBlobs container(String name) {
    return new ContainerBlobs(
        blobReader.getBlobContainerClient(name), blobWriter.getBlobContainerClient(name));
  }

  private static TableServiceClient tables(
      UnaryOperator<TableServiceClientBuilder> account, HttpClient http, RetryOptions retries) {
    return account
        .apply(new TableServiceClientBuilder())
        .httpClient(http)
        .retryOptions(retries)
        .buildClient();
  }

  private static BlobServiceClient blobs(
      UnaryOperator<BlobServiceClientBuilder> account, HttpClient http, RetryOptions retries) {
    return account
        .apply(new BlobServiceClientBuilder())
        .httpClient(http)
        .retryOptions(RequestRetryOptions.fromRetryOptions(retries, ANSWER, null))
        .buildClient();
  }
}
