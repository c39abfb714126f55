package io.callstream.sink.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.settings.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SignatureTest {
    /** The example "PUT Object" of AWS's page on the authorization header. */
    @Test
    void theSignatureIsThatOfAmazonsExample() {
        Credentials credentials = new Credentials(
                "AKIAIOSFODNN7EXAMPLE", new Secret("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"), Optional.empty());
        Signature signature = new Signature(
                credentials, "us-east-1", Clock.fixed(Instant.parse("2013-05-24T00:00:00Z"), ZoneOffset.UTC));
        URI address = new Bucket(URI.create("https://s3.amazonaws.com"), "examplebucket", "us-east-1", false)
                .address("test$file.text");
        Map<String, String> headers = signature.headers(
                "PUT",
                address,
                Map.of("date", "Fri, 24 May 2013 00:00:00 GMT", "x-amz-storage-class", "REDUCED_REDUNDANCY"),
                "Welcome to Amazon S3.".getBytes(StandardCharsets.UTF_8));
        assertThat(headers.get("Authorization"))
                .isEqualTo("AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,"
                        + "SignedHeaders=date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class,"
                        + "Signature=98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd");
        assertThat(headers.get("x-amz-content-sha256"))
                .isEqualTo("44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072");
    }

    /** The example "GET Bucket (List Objects)" of the same page. */
    @Test
    void theSignatureOfAListingIsThatOfAmazonsExample() {
        Credentials credentials = new Credentials(
                "AKIAIOSFODNN7EXAMPLE", new Secret("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"), Optional.empty());
        Signature signature = new Signature(
                credentials, "us-east-1", Clock.fixed(Instant.parse("2013-05-24T00:00:00Z"), ZoneOffset.UTC));
        URI address = new Bucket(URI.create("https://s3.amazonaws.com"), "examplebucket", "us-east-1", false)
                .listing(new TreeMap<>(Map.of("prefix", "J", "max-keys", "2")));
        assertThat(address).hasToString("https://examplebucket.s3.amazonaws.com/?max-keys=2&prefix=J");
        assertThat(signature.headers("GET", address, Map.of(), new byte[0]).get("Authorization"))
                .endsWith("Signature=34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7");
    }

    @Test
    void addressesAreWrittenInBothStyles() {
        URI endpoint = URI.create("http://minio:9000/");
        assertThat(new Bucket(endpoint, "b", "r", true).address("a b/date=1/ü.gz"))
                .hasToString("http://minio:9000/b/a%20b/date%3D1/%C3%BC.gz");
        assertThat(new Bucket(endpoint, "b", "r", false).address("a")).hasToString("http://b.minio:9000/a");
    }
}
