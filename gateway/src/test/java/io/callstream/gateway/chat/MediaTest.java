package io.callstream.gateway.chat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an address of a picture or a document holds (RFC 2397). */
class MediaTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            data:image/png;base64,QQ==                    | image/png       | QQ==
            DATA:image/png;base64,QQ==                    | image/png       | QQ==
            data:IMAGE/PNG;base64,QQ==                    | image/png       | QQ==
            data:image/jpg;base64,QQ==                    | image/jpeg      | QQ==
            data:image/JPG;base64,QQ==                    | image/jpeg      | QQ==
            data:text/plain;charset=utf-8;base64,QQ==     | text/plain      | QQ==
            data:application/pdf;name=a.pdf;base64,QQ==   | application/pdf | QQ==
            data:;base64,QQ==                             | ``              | QQ==
            data:image/png;base64,                        | image/png       | ``
            data:image/png;base64,QQ==,;base64,Qg==       | image/png       | QQ==,;base64,Qg==
            """)
    void contentInBase64HasAType(String url, String type, String base64) {
        assertThat(Media.of(url)).contains(new Media.Inline(type, base64));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data:",
                "data:x",
                "data:,Hello",
                "data:text/plain,Hello",
                "data:text/plain,Hello;base64,QQ==",
                "data:image/png;base64",
                "data:image/png;base64;name=a,QQ==",
                "data:image/png;xbase64,QQ==",
                "data:base64,QQ==",
            })
    void contentThatIsNotInBase64IsNone(String url) {
        assertThat(Media.of(url)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://a.example/a.png", "http://a", "gs://bucket/a.png", "", "dat", "database;base64,QQ=="})
    void anyOtherAddressIsWhereItIs(String url) {
        assertThat(Media.of(url)).contains(new Media.Url(url));
    }

    @Test
    void contentMayBeLong() {
        String long64 = "QUJD".repeat(100_000);

        assertThat(Media.of("data:image/png;base64," + long64)).contains(new Media.Inline("image/png", long64));
    }
}
