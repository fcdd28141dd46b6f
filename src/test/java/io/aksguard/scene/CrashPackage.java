package io.aksguard.scene;

import io.aksguard.lab.CrashingInjector;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** The packaged folder once more, with the injector that ends the process in place of its own. */
final class CrashPackage {
  private static final String SERVICE =
      "META-INF/services/com.microsoft.azure.functions.spi.inject.FunctionInstanceInjector";

  private static final List<String> ADDED =
      List.of("CrashingInjector", "CrashingPorts", "Fault", "Fault$Moment");

  private CrashPackage() {}

  static Path of(Path packaged, Path folder) throws IOException {
    Files.createDirectories(folder);
    try (Stream<Path> files = Files.list(packaged)) {
      for (Path file : files.toList()) {
        Path mine = folder.resolve(file.getFileName());
        if (file.toString().endsWith(".jar")) {
          jar(file, mine);
        } else if (Files.isDirectory(file)) {
          Path made = Files.createDirectories(mine);
          try (Stream<Path> inner = Files.list(file)) {
            for (Path each : inner.toList()) {
              Files.copy(each, made.resolve(each.getFileName()));
            }
          }
        } else {
          Files.copy(file, mine);
        }
      }
    }
    return folder;
  }

  private static void jar(Path from, Path to) throws IOException {
    try (JarFile old = new JarFile(from.toFile());
        OutputStream out = Files.newOutputStream(to);
        JarOutputStream jar = new JarOutputStream(out)) {
      for (JarEntry entry : old.stream().toList()) {
        if (!entry.getName().equals(SERVICE)) {
          jar.putNextEntry(new JarEntry(entry.getName()));
          try (InputStream in = old.getInputStream(entry)) {
            in.transferTo(jar);
          }
        }
      }
      for (String each : ADDED) {
        String name = "io/aksguard/lab/" + each + ".class";
        jar.putNextEntry(new JarEntry(name));
        try (InputStream in = CrashingInjector.class.getResourceAsStream("/" + name)) {
          in.transferTo(jar);
        }
      }
      jar.putNextEntry(new JarEntry(SERVICE));
      jar.write(CrashingInjector.class.getName().getBytes(StandardCharsets.UTF_8));
    }
  }
}
