package io.callstream.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.SuccessEvent;
import io.callstream.gateway.api.openai.OpenAiApi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls that are paid by something else than tokens: what is counted, and what is taken when a provider does not say. */
class UnitPriceTest {
    private static final String RERANK = "{'model':'m','query':'q','documents':['d']}";

    private static CallRig rig(String price) {
        return new CallRig("model_list:\n" + CallRig.item("one", price) + "router_settings: {num_retries: 0}\n");
    }

    private static @Nullable Long cost(String price, String path, String request, String type, String answer) {
        try (CallRig rig = rig(price)) {
            rig.call(new OpenAiApi(), path, request.replace('\'', '"'));
            String body = answer.replace('\'', '"');
            rig.wire()
                    .send("HTTP/1.1 200 OK\r\ncontent-type: " + type + "\r\ncontent-length: " + body.length()
                            + "\r\n\r\n" + body);
            return rig.lane().only(SuccessEvent.class).getCostNanoUsd();
        }
    }

    private static @Nullable Long cost(String price, String path, String request, String answer) {
        return cost(price, path, request, "application/json", answer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'results':[],'meta':{'billed_units':{'search_units':3}}} | 3",
                "{'results':[],'meta':{'billed_units':{'search_units':0}}} | 1",
                "{'results':[],'meta':{'billed_units':{}}}                 | 1",
                "{'results':[],'meta':{}}                                  | 1",
                "{'results':[]}                                            | 1",
            })
    void rankingsArePaidByTheSearch(String answer, long searches) {
        assertThat(cost("input_cost_per_query: 0.002", "/v1/rerank", RERANK, answer))
                .isEqualTo(searches * 2_000_000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'model':'m','prompt':'p'}                    | {'data':[{},{}]}                    | 2 | 0",
                "{'model':'m','prompt':'p','size':'10x20'}     | {'data':[{}]}                       | 1 | 200",
                "{'model':'m','prompt':'p','size':'10x20'}     | {'data':[{}],'size':'30x10'}        | 1 | 300",
                "{'model':'m','prompt':'p','size':'auto'}      | {'data':[{}]}                       | 1 | 0",
                "{'model':'m','prompt':'p','size':'10x20'}     | {'data':[{}],'size':'auto'}         | 1 | 0",
                "{'model':'m','prompt':'p','size':'x20'}       | {'data':[{}]}                       | 1 | 0",
            })
    void imagesArePaidByTheirNumberOrTheirSize(String request, String answer, long images, long pixels) {
        String path = "/v1/images/generations";

        assertThat(cost("output_cost_per_image: 0.04", path, request, answer)).isEqualTo(images * 40_000_000);
        if (pixels > 0) {
            assertThat(cost("output_cost_per_pixel: 0.001", path, request, answer))
                    .isEqualTo(pixels * 1_000_000);
        }
    }

    @Test
    void speechIsPaidByTheCharacterNotByTheByte() {
        String request = "{'model':'m','input':'Gr\u00fc\u00dfe \ud83d\ude00','voice':'alloy'}";

        assertThat(cost("input_cost_per_character: 0.000001", "/v1/audio/speech", request, "audio/mpeg", "sound"))
                .isEqualTo(7 * 1_000);
    }

    @Test
    void tokensComeBeforeUnitsWhereTheyHaveAPrice() {
        String answer = "{'results':[],'usage':{'prompt_tokens':5,'total_tokens':5}}";
        String both = "input_cost_per_query: 0.002\ninput_cost_per_token: 0.000001";

        assertThat(cost(both, "/v1/rerank", RERANK, answer)).isEqualTo(5_000);
    }

    @Test
    void withoutAPriceNobodyKnowsTheCost() {
        assertThat(cost("", "/v1/rerank", RERANK, "{'results':[]}")).isNull();
    }
}
