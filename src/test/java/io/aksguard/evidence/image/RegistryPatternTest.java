package io.aksguard.evidence.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a pattern admits, and what comes close to it. */
class RegistryPatternTest {
  @ParameterizedTest
  @CsvSource({
    "shop.azurecr.io, shop.azurecr.io/web:1, true",
    "shop.azurecr.io/, shop.azurecr.io/web:1, true",
    "Shop.azurecr.io, shop.AzureCR.io/web, true",
    "shop.azurecr.io, shop.azurecr.io.evil.example/web, false",
    "shop.azurecr.io, evil.example/shop.azurecr.io/web, false",
    "shop.azurecr.io, myshop.azurecr.io/web, false",
    "shop.azurecr.io, shop-azurecr.io/web, false",
    "shop.azurecr.io, shop.azurecr.io:8443/web, false",
    "shop.azurecr.io:8443, shop.azurecr.io:8443/web, true",
    "shop.azurecr.io/team, shop.azurecr.io/team/web, true",
    "shop.azurecr.io/team, shop.azurecr.io/team2/web, false",
    "shop.azurecr.io/team, shop.azurecr.io/web, false",
    "shop.azurecr.io/team/web, shop.azurecr.io/team, false",
    "shop.azurecr.io/team-*, shop.azurecr.io/team-a/web, true",
    "shop.azurecr.io/team-*, shop.azurecr.io/team/web, false",
    "shop.azurecr.io/team-*, shop.azurecr.io/other/team-a, false",
    "*.azurecr.io, shop.azurecr.io/web, true",
    "*.azurecr.io, a.b.azurecr.io/web, false",
    "*.azurecr.io, evil.example/x.azurecr.io/web, false",
    "shop*.azurecr.io, shop.evil.azurecr.io/web, false",
    "docker.io/library, nginx, true",
    "docker.io/library, bitnami/nginx, false",
    "docker.io, quay.io/docker.io/web, false"
  })
  void admits_imagesAndLookalikes(String pattern, String image, boolean admitted) {
    boolean admits =
        RegistryPattern.parse(pattern)
            .orElseThrow()
            .admits(ImageReference.parse(image).orElseThrow());

    assertThat(admits).isEqualTo(admitted);
  }

  @ParameterizedTest
  @CsvSource({"nginx", "*", "library/nginx", "''", "/web", "shop.azurecr.io//web"})
  void parse_textThatNamesNoHost_isRefused(String text) {
    assertThat(RegistryPattern.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "^shop\\.azurecr\\.io/.+$ true",
        "^shop\\.azurecr\\.io\\/.+$ true",
        "^[^\\/]+\\.azurecr\\.io\\/.+$ true",
        "^([^\\/]+\\.)?azurecr\\.io\\/.+$ true",
        "^(shop\\.azurecr\\.io|mcr\\.microsoft\\.com)/.+$ true",
        "^(?:shop\\.azurecr\\.io/a|mcr\\.microsoft\\.com/b) true",
        "^shop\\.azurecr\\.io/|^mcr\\.microsoft\\.com/ true",
        "^[a-z]+\\.azurecr\\.io/ true",
        "shop\\.azurecr\\.io/.+$ false",
        "^shop\\.azurecr\\.io false",
        "^shop.azurecr.io/.+$ false",
        "^.*\\.azurecr\\.io/.+$ false",
        "^(.+\\.)?azurecr\\.io/.+$ false",
        "^shop\\.azurecr\\.io/|mcr\\.microsoft\\.com/ false",
        "^(shop\\.azurecr\\.io/|mcr\\.microsoft\\.com) false",
        "^\\S+azurecr\\.io/ false",
        "^[^.]+azurecr\\.io/ false",
        "^[a-z/]+azurecr\\.io/ false",
        "^.+$ false",
        "^ false"
      })
  void isAnchored_expressions_areToldFromThoseThatAdmitLookalikes(String regex, boolean anchored) {
    assertThat(ImageRegex.isAnchored(regex)).isEqualTo(anchored);
  }
}
