package io.callstream.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.SuccessEvent;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Providers that have no code for a prompt that is too long, and say so in words. */
class PromptTooLongTest {
    private static final String CONFIG = """
        model_list:
          - model_name: m
            litellm_params: {model: MODEL, api_key: k, api_base: "http://one.example"}
          - model_name: long
            litellm_params: {model: openai/long, api_key: k, api_base: "http://two.example"}
          - model_name: other
            litellm_params: {model: openai/other, api_key: k, api_base: "http://three.example"}
        router_settings: {num_retries: 0, context_window_fallbacks: [{m: [long]}], fallbacks: [{m: [other]}]}
        """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "anthropic/claude-x | {'type':'error','error':{'type':'invalid_request_error','message':'prompt is too long: 2 > 1'}} | long",
                "gemini/gemini-x    | {'error':{'code':400,'message':'The input token count (2) exceeds the maximum','status':'X'}}   | long",
                "cohere/command-x   | {'message':'too many tokens: size limit exceeded by 1 tokens'}                                  | long",
                "anthropic/claude-x | {'type':'error','error':{'type':'invalid_request_error','message':'No: prompt is too long'}}    | other",
            })
    void theCallGoesOnToAModelThatTakesMore(String model, String error, String next) {
        try (CallRig rig = new CallRig(CONFIG.replace("MODEL", model))) {
            rig.call(CallRig.plain());
            rig.wire().answer(400, error.replace('\'', '"'));
            rig.wire().answer(200, CallRig.answer("Hi"));

            SuccessEvent event = rig.lane().only(SuccessEvent.class);
            assertThat(event.getModelGroup()).isEqualTo("m");
            assertThat(event.getModel()).isEqualTo(next);
        }
    }
}
