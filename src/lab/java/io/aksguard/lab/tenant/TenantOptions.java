package io.aksguard.lab.tenant;

import java.time.Duration;

/**
 * How the tenant behaves.
 *
 * @param seed of everything that is left to chance
 * @param graphLag how far Resource Graph is behind
 * @param operation how long an operation on a cluster or a pool takes
 * @param pageSize resources on a page of an ARM list
 * @param reads ARM reads per principal and subscription: bucket; Azure documents 250, refilled by
 *     25 a second
 * @param readsPerSecond refill of that bucket
 * @param writes ARM writes and deletes per principal and subscription; Azure documents 200,
 *     refilled by 10 a second
 * @param writesPerSecond refill of that bucket
 * @param graphQueries Resource Graph queries per principal in five seconds; Azure documents 15
 * @param graphBytes the longest answer of Resource Graph; Azure documents 16 MiB
 * @param batchAtOnce requests of one batch that are answered at once, else by a location to poll
 * @param withoutEtag share of clusters, from 0 to 1, whose answers carry no ETag, as AKS once did
 * @param aksWrites PUTs of clusters, and as many of pools, that AKS takes of a subscription in a
 *     region: bucket, refilled by one a minute; AKS documents 20, and 0 is no limit
 */
public record TenantOptions(
    long seed,
    Duration graphLag,
    Duration operation,
    int pageSize,
    int reads,
    double readsPerSecond,
    int writes,
    double writesPerSecond,
    int graphQueries,
    int graphBytes,
    int batchAtOnce,
    double withoutEtag,
    int aksWrites) {

  /**
   * Azure's figures, but for {@link #aksWrites}: those who write as the customer do much at once.
   */
  public static TenantOptions azure(long seed) {
    return new TenantOptions(
        seed,
        Duration.ofSeconds(30),
        Duration.ofSeconds(90),
        1000,
        250,
        25,
        200,
        10,
        15,
        16 << 20,
        20,
        0,
        0);
  }

  /** Azure's figures without throttling. */
  public static TenantOptions unthrottled(long seed) {
    int most = 1_000_000_000;
    return azure(seed).limits(most, most, most, most).graphQueries(most);
  }

  public TenantOptions graphLag(Duration lag) {
    return new TenantOptions(
        seed,
        lag,
        operation,
        pageSize,
        reads,
        readsPerSecond,
        writes,
        writesPerSecond,
        graphQueries,
        graphBytes,
        batchAtOnce,
        withoutEtag,
        aksWrites);
  }

  public TenantOptions operation(Duration length) {
    return new TenantOptions(
        seed,
        graphLag,
        length,
        pageSize,
        reads,
        readsPerSecond,
        writes,
        writesPerSecond,
        graphQueries,
        graphBytes,
        batchAtOnce,
        withoutEtag,
        aksWrites);
  }

  public TenantOptions pageSize(int size) {
    return new TenantOptions(
        seed,
        graphLag,
        operation,
        size,
        reads,
        readsPerSecond,
        writes,
        writesPerSecond,
        graphQueries,
        graphBytes,
        batchAtOnce,
        withoutEtag,
        aksWrites);
  }

  public TenantOptions limits(
      int readBucket, double readRefill, int writeBucket, double writeRefill) {
    return new TenantOptions(
        seed,
        graphLag,
        operation,
        pageSize,
        readBucket,
        readRefill,
        writeBucket,
        writeRefill,
        graphQueries,
        graphBytes,
        batchAtOnce,
        withoutEtag,
        aksWrites);
  }

  public TenantOptions graphQueries(int queries) {
    return new TenantOptions(
        seed,
        graphLag,
        operation,
        pageSize,
        reads,
        readsPerSecond,
        writes,
        writesPerSecond,
        queries,
        graphBytes,
        batchAtOnce,
        withoutEtag,
        aksWrites);
  }

  public TenantOptions graphBytes(int bytes) {
    return new TenantOptions(
        seed,
        graphLag,
        operation,
        pageSize,
        reads,
        readsPerSecond,
        writes,
        writesPerSecond,
        graphQueries,
        bytes,
        batchAtOnce,
        withoutEtag,
        aksWrites);
  }

  public TenantOptions batchAtOnce(int requests) {
    return new TenantOptions(
        seed,
        graphLag,
        operation,
        pageSize,
        reads,
        readsPerSecond,
        writes,
        writesPerSecond,
        graphQueries,
        graphBytes,
        requests,
        withoutEtag,
        aksWrites);
  }

  public TenantOptions withoutEtag(double share) {
    return new TenantOptions(
        seed,
        graphLag,
        operation,
        pageSize,
        reads,
        readsPerSecond,
        writes,
        writesPerSecond,
        graphQueries,
        graphBytes,
        batchAtOnce,
        share,
        aksWrites);
  }

  public TenantOptions aksWrites(int puts) {
    return new TenantOptions(
        seed,
        graphLag,
        operation,
        pageSize,
        reads,
        readsPerSecond,
        writes,
        writesPerSecond,
        graphQueries,
        graphBytes,
        batchAtOnce,
        withoutEtag,
        puts);
  }
}
