package io.aksguard.evidence.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * References as github.com/distribution/reference normalizes them; cases from its
 * normalize_test.go, {@code -} where it refuses. D stands for a sha256 digest, H for its hex.
 */
class ImageReferenceTest {
  private static final String HEX = "ab".repeat(32);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nginx | docker.io/library/nginx",
        "nginx:1.27 | docker.io/library/nginx:1.27",
        "nginx@D | docker.io/library/nginx@D",
        "nginx:1.27@D | docker.io/library/nginx:1.27@D",
        "docker/docker | docker.io/docker/docker",
        "library/debian | docker.io/library/debian",
        "docker.io/nginx | docker.io/library/nginx",
        "index.docker.io/nginx | docker.io/library/nginx",
        "docker.io/docker/docker | docker.io/docker/docker",
        "localhost/web | localhost/web",
        "localhost:5000/web:1 | localhost:5000/web:1",
        "127.0.0.1:5000/docker/docker | 127.0.0.1:5000/docker/docker",
        "[2001:db8::1]:5000/web | [2001:db8::1]:5000/web",
        "shop.azurecr.io/a/b/web:v1_2-3 | shop.azurecr.io/a/b/web:v1_2-3",
        "Docker/docker | Docker/docker",
        "foo_bar.com:8080 | docker.io/library/foo_bar.com:8080",
        "foo_bar.com:8080/app | -",
        "foo--bar/web | docker.io/foo--bar/web",
        "foo__bar/web | docker.io/foo__bar/web",
        "xn--n3h.com/myimage:xn--n3h.com | xn--n3h.com/myimage:xn--n3h.com",
        "nginx@sha512:HH | docker.io/library/nginx@sha512:HH",
        "nginx@blake3:H | docker.io/library/nginx@blake3:H",
        "H | -",
        "docker/Docker | -",
        "a//b | -",
        "/web | -",
        "shop.azurecr.io/ | -",
        "web: | -",
        "web:-1 | -",
        "web@sha256:abc | -",
        "web@md5:H | -",
        "web@ | -",
        "-web | -",
        "we b | -",
        "http://shop.azurecr.io/web | -",
        "$(REGISTRY)/web | -",
        "shop.azurecr.io/web@D@D | -",
        "a___b | -",
        "web. | -",
        "-host.io/web | -"
      })
  void parse_textsOfAllKinds_areNormalizedOrRefused(String text, String whole) {
    assertThat(ImageReference.parse(filled(text)).map(ImageReference::toString).orElse("-"))
        .isEqualTo(filled(whole));
  }

  private static String filled(String text) {
    return text.replaceAll("\\bD\\b", "sha256:" + HEX)
        .replace("sha512:HH", "sha512:" + HEX + HEX)
        .replaceAll("\\bH\\b", HEX);
  }

  @ParameterizedTest
  @CsvSource({"128, true", "129, false"})
  void parse_tagOfThatLength_isBounded(int length, boolean taken) {
    assertThat(ImageReference.parse("web:" + "1".repeat(length)).isPresent()).isEqualTo(taken);
  }

  @ParameterizedTest
  @CsvSource({"255, true", "256, false"})
  void parse_repositoryOfThatLength_isBounded(int length, boolean taken) {
    String text = "shop.azurecr.io/" + "a".repeat(length);

    assertThat(ImageReference.parse(text).isPresent()).isEqualTo(taken);
  }
}
