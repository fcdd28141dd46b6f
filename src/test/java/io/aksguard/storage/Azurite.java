package io.aksguard.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Azurite on free ports, for integration tests; it ends with this process at the latest. The build
 * installs it before them, see src/test/azurite.
 */
public final class Azurite implements AutoCloseable {
  private static final String ACCOUNT = "devstoreaccount1";
  private static final String KEY = Base64.getEncoder().encodeToString(new byte[64]);
  private static final long STARTS_WITHIN_SECONDS = 60;

  private final Process process;
  private final List<Integer> ports;

  private Azurite(Process process, List<Integer> ports) {
    this.process = process;
    this.ports = ports;
  }

  /** One that forgets everything when it ends. */
  public static Azurite inMemory() {
    return start("--inMemoryPersistence");
  }

  /** One that keeps everything in the folder, and finds it there again. */
  public static Azurite at(Path folder) {
    return start("--location", folder.toString());
  }

  /** For {@code AzureStore.open}. */
  public String connectionString() {
    return ("DefaultEndpointsProtocol=http;AccountName=%s;AccountKey=%s;BlobEndpoint=%s;"
            + "QueueEndpoint=%s;TableEndpoint=%s;")
        .formatted(ACCOUNT, KEY, endpoint(0), endpoint(1), endpoint(2));
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private String endpoint(int service) {
    return "http://127.0.0.1:" + ports.get(service) + "/" + ACCOUNT;
  }

  private static Azurite start(String... where) {
    Path folder = Path.of(System.getProperty("aksguard.basedir", "."), "src", "test", "azurite");
    if (!Files.isDirectory(folder.resolve("node_modules"))) {
      throw new IllegalStateException("mvn verify installs Azurite; by hand: npm ci in " + folder);
    }
    List<Integer> ports = freePorts(3);
    List<String> command = new ArrayList<>(List.of("node", folder.resolve("start.js").toString()));
    command.addAll(List.of("--silent", "--disableTelemetry", "--skipApiVersionCheck"));
    // It closes a connection that rests for five seconds, also under a write that is on its way.
    command.addAll(List.of("--blobKeepAliveTimeout", "3600", "--tableKeepAliveTimeout", "3600"));
    command.addAll(List.of("--blobPort", ports.get(0).toString()));
    command.addAll(List.of("--queuePort", ports.get(1).toString()));
    command.addAll(List.of("--tablePort", ports.get(2).toString()));
    command.addAll(List.of(where));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("AZURITE_ACCOUNTS", ACCOUNT + ":" + KEY);
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    try {
      Azurite azurite = new Azurite(builder.start(), ports);
      azurite.awaitAnswers();
      return azurite;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitAnswers() {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(STARTS_WITHIN_SECONDS);
    for (int port : ports) {
      while (!answers(port)) {
        if (!process.isAlive() || System.nanoTime() > end) {
          close();
          throw new IllegalStateException("Azurite does not answer on port " + port);
        }
        try {
          // There is nothing to wait for but the port itself.
          if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("Azurite ended with " + process.exitValue());
          }
        } catch (InterruptedException e) {
          close();
          Thread.currentThread().interrupt();
          throw new IllegalStateException(e);
        }
      }
    }
  }

  private static boolean answers(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** All are held until all are known: else the same one could come twice. */
  private static List<Integer> freePorts(int count) {
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      return sockets.stream().map(ServerSocket::getLocalPort).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      for (ServerSocket socket : sockets) {
        try {
          socket.close();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }
}
