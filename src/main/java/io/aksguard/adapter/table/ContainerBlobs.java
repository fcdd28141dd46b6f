package io.aksguard.adapter.table;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobErrorCode;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.ListBlobsOptions;
import com.azure.storage.blob.options.BlockBlobSimpleUploadOptions;
import io.aksguard.storage.Blobs;
import io.aksguard.storage.Limits;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One container of a storage account. */
final class ContainerBlobs implements Blobs {
  /** The last one where a policy forbids to change what is there. */
  private static final Set<BlobErrorCode> THERE =
      Set.of(
          BlobErrorCode.BLOB_ALREADY_EXISTS,
          BlobErrorCode.CONDITION_NOT_MET,
          BlobErrorCode.BLOB_IMMUTABLE_DUE_TO_POLICY);

  private final BlobContainerClient reader;
  private final BlobContainerClient writer;
  private final String place;

  ContainerBlobs(BlobContainerClient reader, BlobContainerClient writer) {
    this.reader = reader;
    this.writer = writer;
    this.place = Failures.place(reader.getBlobContainerUrl());
  }

  @Override
  public boolean putIfAbsent(String name, byte[] body) {
    Limits.blob(name);
    try {
      return upload(name, body);
    } catch (BlobStorageException e) {
      if (!BlobErrorCode.CONTAINER_NOT_FOUND.equals(e.getErrorCode())) {
        throw Failures.of("write", place + "/" + name, e);
      }
    } catch (RuntimeException | LinkageError e) {
      throw Failures.of("write", place + "/" + name, e);
    }
    try {
      writer.createIfNotExists();
      return upload(name, body);
    } catch (RuntimeException | LinkageError e) {
      throw Failures.of("make", place, e);
    }
  }

  @Override
  public Optional<byte[]> get(String name) {
    Limits.blob(name);
    try {
      return Optional.of(reader.getBlobClient(name).downloadContent().toBytes());
    } catch (BlobStorageException e) {
      if (isNotFound(e)) {
        return Optional.empty();
      }
      throw Failures.of("read", place + "/" + name, e);
    } catch (RuntimeException | LinkageError e) {
      throw Failures.of("read", place + "/" + name, e);
    }
  }

  @Override
  public List<String> list(String prefix) {
    Limits.prefix(prefix);
    try {
      return reader.listBlobs(new ListBlobsOptions().setPrefix(prefix), null).stream()
          .map(BlobItem::getName)
          .sorted()
          .toList();
    } catch (BlobStorageException e) {
      if (isNotFound(e)) {
        return List.of();
      }
      throw Failures.of("list", place, e);
    } catch (RuntimeException | LinkageError e) {
      throw Failures.of("list", place, e);
    }
  }

  private boolean upload(String name, byte[] body) {
    try {
      writer
          .getBlobClient(name)
          .getBlockBlobClient()
          .uploadWithResponse(
              new BlockBlobSimpleUploadOptions(BinaryData.fromBytes(body))
                  .setRequestConditions(new BlobRequestConditions().setIfNoneMatch("*")),
              null,
              null);
      return true;
    } catch (BlobStorageException e) {
      if (THERE.contains(e.getErrorCode())) {
        return false;
      }
      throw e;
    }
  }

  private static boolean isNotFound(BlobStorageException e) {
    return BlobErrorCode.BLOB_NOT_FOUND.equals(e.getErrorCode())
        || BlobErrorCode.CONTAINER_NOT_FOUND.equals(e.getErrorCode());
  }
}
