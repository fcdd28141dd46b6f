package io.aksguard.function;

import com.microsoft.durabletask.DurableTaskGrpcClientBuilder;
import io.aksguard.evidence.JsonReader;
import io.aksguard.inbox.Orchestrations;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The Durable extension's clients, one for each of its addresses. The library's own client context
 * opens a channel at every call and never closes it; the address in the binding's text is all that
 * is needed.
 */
final class DurableClients {
  private final Map<Integer, Orchestrations> clients = new ConcurrentHashMap<>();

  /**
   * @param binding text of a {@code durableClient} binding, with {@code rpcBaseUrl}
   * @throws IllegalStateException where it has no address
   */
  Orchestrations of(String binding) {
    int port =
        JsonReader.object(binding)
            .string("rpcBaseUrl")
            .map(URI::create)
            .map(URI::getPort)
            .filter(known -> known > 0)
            .orElseThrow(
                () -> new IllegalStateException("the durable client's binding has no rpcBaseUrl"));
    return clients.computeIfAbsent(
        port, at -> new DurableOrchestrations(new DurableTaskGrpcClientBuilder().port(at).build()));
  }
}
