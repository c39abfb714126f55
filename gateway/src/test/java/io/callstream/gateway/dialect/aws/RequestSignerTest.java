package io.callstream.gateway.dialect.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.settings.Secret;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** After AWS's test suite for Signature Version 4; the other judge is AWS's SDK, whose requests the fake of Bedrock takes. */
class RequestSignerTest {
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private static final String TOKEN =
            "AQoDYXdzEPT//////////wEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQWLWsKWHGBuFqwAeMicRXmxfpSPfIeoIYRqTflfKD8YUuwthAx7mSEI"
                    + "/qkPpKPi/kMcGdQrmGdeehM4IC1NtBmUpp2wUE8phUZampKsburEDy0KPkyQDYwT7WZ0wq5VSXDvp75YU9HFvlRd8Tx6q6fE8YQcHNVXAkiY9q6d+xo0rKw"
                    + "T38xVqr7ZD0u0iPPkUL64lIZbqBAz+scqKmlzm8FDrypNC9Yjc8fPOLn9FX9KSYvKTr4rvx3iSIlTJabIQwj2ICCR/oLxBA==";

    private final RequestSigner signer = new RequestSigner(
            "us-east-1", "service", Clock.fixed(Instant.parse("2015-08-30T12:36:00Z"), ZoneOffset.UTC));

    private Map<String, String> sign(Optional<String> token, String target) {
        return signer.headers(
                new AwsKey("AKIDEXAMPLE", new Secret(SECRET), token), "example.amazonaws.com", target, new byte[0]);
    }

    @Test
    void postVanilla() {
        Map<String, String> headers = sign(Optional.empty(), "/");
        assertThat(headers)
                .containsEntry("x-amz-date", "20150830T123600Z")
                .containsEntry(
                        "authorization",
                        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request,"
                                + " SignedHeaders=host;x-amz-date,"
                                + " Signature=5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b");
        assertThat(sign(Optional.empty(), "/"))
                .as("with the day's key that is kept")
                .isEqualTo(headers);
    }

    @Test
    void postVanillaQuery() {
        assertThat(sign(Optional.empty(), "/?Param1=value1").get("authorization"))
                .endsWith("Signature=28038455d6de14eafc1f9222cf5aa6f1a96197d7deb8263271d420d138af7f11");
    }

    @Test
    void postStsHeaderBefore() {
        Map<String, String> headers = sign(Optional.of(TOKEN), "/");
        assertThat(headers).containsEntry("x-amz-security-token", TOKEN);
        assertThat(headers.get("authorization"))
                .endsWith("SignedHeaders=host;x-amz-date;x-amz-security-token,"
                        + " Signature=85d96828115b5dc0cfc3bd16ad9e210dd772bbebba041836c64533a82be05ead");
    }

    @Test
    void aKeyPrintsNoSecret() {
        AwsKey key = new AwsKey("AKIDEXAMPLE", new Secret(SECRET), Optional.of(TOKEN));
        assertThat(key.toString()).isEqualTo("AwsKey[AKIDEXAMPLE]");
    }

    @Test
    void pathsAreEscapedAsAwsCounts() {
        assertThat(PathEscapes.escape("a-b_c.d~e:f/g h+ü", false)).isEqualTo("a-b_c.d~e%3Af%2Fg%20h%2B%C3%BC");
        assertThat(PathEscapes.escape("/a%3Ab", true)).isEqualTo("/a%253Ab");
    }
}
