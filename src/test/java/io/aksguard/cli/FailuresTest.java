package io.aksguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class FailuresTest {
  private final StringWriter err = new StringWriter();

  @Test
  void bug_isOneSentence_withACodeThatNoVerdictHas() {
    assertThat(handle(new IllegalStateException("first line\nsecond"))).isEqualTo(70);
    assertThat(err.toString())
        .isEqualTo(
            "aks-guard: this is a mistake in AKS Guard, not in your input "
                + "(IllegalStateException: first line second); "
                + "please report it with what AKS_GUARD_DEBUG=1 prints\n");
  }

  @Test
  void exhaustedMemory_isToldWithItsRemedy_alsoWhereAnotherThreadRanOutOfIt() {
    assertThat(handle(new CompletionException(new OutOfMemoryError("Java heap space"))))
        .isEqualTo(70);
    assertThat(err.toString())
        .isEqualTo(
            "aks-guard: memory is exhausted; give Java more with -Xmx, or audit fewer files at once\n");
  }

  @Test
  void troubleWithAFile_namesIt() {
    assertThat(handle(new UncheckedIOException(new AccessDeniedException("/a/b")))).isEqualTo(2);
    assertThat(err.toString()).isEqualTo("aks-guard: /a/b: no permission\n");
  }

  @Test
  void controlCharacters_doNotReachTheTerminal() {
    assertThat(handle(new IOException("a\u001b[31mb\u0007"))).isEqualTo(2);
    assertThat(err.toString()).isEqualTo("aks-guard: a?[31mb?\n");
  }

  private int handle(Throwable failure) {
    return Failures.handle(failure, new PrintWriter(err));
  }
}
