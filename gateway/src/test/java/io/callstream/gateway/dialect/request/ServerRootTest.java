package io.callstream.gateway.dialect.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** People write a base URL with its version, clients paths with theirs: what is sent names it once. */
class ServerRootTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', emptyValue = "", textBlock = """
            https://a.example                     | /v1/messages            | /v1/messages
            https://a.example/                    | /v1/messages            | /v1/messages
            https://a.example/v1                  | /v1/messages            | /v1/messages
            https://a.example/v1/                 | /v1/messages/batches    | /v1/messages/batches
            https://a.example/v1/messages         | /v1/models              | /v1/models
            https://a.example/v1                  | /models                 | /v1/models
            https://a.example/v1                  | /v1beta/models          | /v1beta/models
            https://a.example/v1beta              | /v1beta/models/g:count  | /v1beta/models/g:count
            https://a.example/v1beta              | /v1/models              | /v1/models
            https://a.example/v1beta              | /v1alpha/models         | /v1alpha/models
            https://a.example/v1alpha             | /v1alpha/models         | /v1alpha/models
            https://a.example/v2                  | /v1/chat                | /v1/chat
            https://a.example/v2                  | /v2                     | /v2
            https://a.example/v2                  | /chat                   | /v2/chat
            https://a.example/compatibility/v1    | /v2/chat                | /v2/chat
            https://a.example/openai/v1           | /v1/models              | /v1/models
            https://a.example/openai/v1           | /models                 | /openai/v1/models
            https://a.example/proxy/v1            | /v1/messages            | /proxy/v1/messages
            https://a.example/proxy               | /v1/messages            | /proxy/v1/messages
            https://a.example/v1                  | /v1x/models             | /v1/v1x/models
            """)
    void theVersionIsThereOnce(String base, String rest, String target) {
        assertThat(ServerRoot.of(URI.create(base), rest) + rest).isEqualTo(target);
    }
}
