package io.aksguard.lab.story;

import io.aksguard.app.OpenStore;
import io.aksguard.app.Stores;
import io.aksguard.lab.tenant.UnusableException;
import io.aksguard.storage.UnavailableException;

/**
 * The store in a storage account.
 *
 * @param connection its connection string
 */
record Account(String connection) {
  /**
   * An account that answers.
   *
   * @throws UnusableException when the words are no connection string, or nobody answers there
   */
  static Account of(String words) throws UnusableException {
    if (!Stores.isConnection(words)) {
      throw new UnusableException(
          "--storage: '"
              + words
              + "' is no connection string, such as DefaultEndpointsProtocol=...;AccountName=...;"
              + " without the option the store is a folder on disk");
    }
    try {
      OpenStore open = Stores.open(words);
      open.store().index().get("clusters", "!");
      open.store().anchors().list("");
      return new Account(words);
    } catch (UnavailableException e) {
      throw new UnusableException(
          "--storage: the account does not answer ("
              + UnusableException.reason(e.getCause() == null ? e : e.getCause())
              + "); for Azurite, start it first");
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new UnusableException(
          "--storage: the connection string cannot be used ("
              + UnusableException.reason(e)
              + "); the portal shows an account's under Access keys");
    }
  }
}
