package io.callstream.gateway.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes on below the path of its operation keeps its own path and query, and those of the address. */
class ForwardTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', emptyValue = "", textBlock = """
            /v1/files          | ''      | ''       | /v1/files
            /v1/files          | /f-1    | ''       | /v1/files/f-1
            /v1/files          | /f-1    | a=b      | /v1/files/f-1?a=b
            /v1/files?v=1      | /f-1    | ''       | /v1/files/f-1?v=1
            /v1/files?v=1      | /f-1    | a=b&c=d  | /v1/files/f-1?v=1&a=b&c=d
            /v1/files?         | ''      | a=b      | /v1/files?a=b
            """)
    void theTargetHasBoth(String operation, String rest, String query, String target) {
        Forward forward = new Forward("GET", rest, query, null, ProviderBody.of(new byte[0]));

        assertThat(forward.below(operation)).isEqualTo(target);
    }

    @Test
    void aPostGoesToTheOperationsOwnPath() {
        Forward post = Forward.post("text/plain", ProviderBody.of("Hi".getBytes(StandardCharsets.UTF_8)));

        assertThat(post.method()).isEqualTo("POST");
        assertThat(post.below("/v1/x")).isEqualTo("/v1/x");
        assertThat(post.contentType()).isEqualTo("text/plain");
        assertThat(post.body().pieces())
                .singleElement()
                .extracting(slice -> slice.text())
                .isEqualTo("Hi");
    }
}
