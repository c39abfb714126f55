package io.callstream.gateway.api.pass;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which paths below a provider's are about responses that it keeps, however they are spelled: nobody reads another one's. */
class ResponsePathTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "all",
            value = {
                "/v1/responses/resp_1, resp_1",
                "/responses/resp_1, resp_1",
                "/v1/responses/resp_1/input_items, resp_1",
                "/v1/responses/resp_1/cancel, resp_1",
                "/v1/responses, all",
                "/v1/responses/, all",
                "/v1/responses/compact, all",
                "/v1/responses/input_tokens, all",
                "/v1/Responses/resp_1, resp_1",
                "/v1/RESPONSES/resp_1, resp_1",
                "/v1//responses//resp_1, resp_1",
                "/v1/responses;a=b/resp_1, resp_1",
                "/v1/responses/resp_1;a=b, resp_1",
                "/v1/responses/resp_1%3Fa=b, resp_1",
                "/v1/responses/resp_1%23a, resp_1",
                "/v1/responses/resp_1%3Fa%0Ab, resp_1",
                "/v1/%72esponses/resp_1, resp_1",
                "/v1/%2572esponses/resp_1, resp_1",
                "/v1/responses%2Fresp_1, resp_1",
                "/v1/responses%252Fresp_1, resp_1",
                "/v1%5Cresponses%5Cresp_1, resp_1",
                "/v1/responses/resp%5F1, resp_1",
                "/v1/responses/resp+1, resp+1",
                "/v1/responses/resp%zz1, respzz1",
            })
    void aResponseIsKnownHoweverItsPathIsSpelled(String path, @Nullable String id) {
        ResponsePath about = ResponsePath.of(path);

        assertThat(about).isNotNull();
        assertThat(about.id()).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/v1/chat/completions",
                "/v1/response/resp_1",
                "/v1/myresponses/resp_1",
                "/v1/files/a?responses",
                "/v1/files/a?x=/responses/resp_1",
                "/v1/files/a;responses",
            })
    void whatIsAboutSomethingElseIsNone(String path) {
        assertThat(ResponsePath.of(path)).isNull();
    }

    @Property(tries = 300)
    void noPathBreaksIt(@ForAll String path) {
        ResponsePath about = ResponsePath.of("/v1/responses/" + path);

        assertThat(about).isNotNull();
    }
}
