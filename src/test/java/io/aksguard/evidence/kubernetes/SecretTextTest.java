package io.aksguard.evidence.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names and values that look like secrets, and those that only resemble one. */
class SecretTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DB_PASSWORD | hunter2 | true",
        "pwd | hi | true",
        "aws_access_key_id | XXXX | true",
        "AZURE_BATCH_KEY | xxx | true",
        "OCI_CLI_KEY_CONTENT | xxx | true",
        "clientSecret | abc | true",
        "x | ---BEGIN OPENSSH PRIVATE KEY--- | true",
        "x | -----BEGIN RSA PRIVATE KEY----- | true",
        "x | AKIAIOSFODNN7EXAMPLE | true",
        "x | bearer abc123def | true",
        "x | postgres://app:hunter2@db/shop | true",
        "x | a=b;password=hunter2 | true",
        "DB_PASSWORD | $(OTHER) | false",
        "USE_TOKEN | true | false",
        "DB_URL | AKIA | false",
        "x | postgres://db/shop | false",
        "x | the bearer of it | false",
        "PARTITION_KEY | tenant | false",
        "MODE | fast | false"
      })
  void looksSecret_namesAndValues(String name, String value, boolean secret) {
    assertThat(SecretText.looksSecret(name, value)).isEqualTo(secret);
  }
}
