package io.aksguard.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The text of a guard.yaml that a user names. */
final class GuardText {
  private static final int LARGEST = 4 << 20;

  private GuardText() {}

  /** Also from a pipe, as a shell's process substitution gives. */
  static String of(String option, Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw new UsageException(
            option + ": " + file + " is over 4 MB; a guard.yaml is far smaller");
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new UsageException(option + ": " + file + " is no UTF-8 text");
    } catch (IOException e) {
      String why = Failures.sentence(e);
      throw new UsageException(
          option + ": " + (why.startsWith(file.toString()) ? why : file + ": " + why));
    }
  }
}
