package io.aksguard.storage;

/** The one contract: every adapter has a test class that keeps all of it. */
public interface StoreContract
    extends RowsContract, RangesContract, LimitsContract, RacesContract, BlobsContract {
  /** The store under test. Each test takes partitions and names of its own. */
  @Override
  Store store();
}
