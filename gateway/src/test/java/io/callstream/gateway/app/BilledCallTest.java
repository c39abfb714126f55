package io.callstream.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.callstream.events.SuccessEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a call is told to have used and cost, in the event and in the answer's head. */
class BilledCallTest {
    private final Http http = new Http();
    private HttpServer provider;
    private volatile String answer = "";
    private volatile String type = "application/json";

    @BeforeEach
    void start() throws IOException {
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.createContext("/v1/chat/completions", this::answer);
        provider.start();
    }

    @AfterEach
    void stop() {
        provider.stop(0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            {"prompt_tokens":11,"completion_tokens":7,"total_tokens":18,"input_tokens":0,"output_tokens":0} | 25000
            {"prompt_tokens":100,"completion_tokens":10,"total_tokens":410,"completion_tokens_details":{"reasoning_tokens":300}} | 720000
            {"prompt_tokens":10,"total_tokens":35} | 60000
            {"prompt_tokens":12.0,"completion_tokens":5.0,"total_tokens":17.0} | 22000
            """)
    @DisplayName("U04, U05, U06B, U10: event and header tell the same cost")
    void theHeaderTellsTheCostOfTheEvent(String usage, long nano) {
        answer = "{\"id\":\"c\",\"choices\":[{\"index\":0,\"message\":{\"content\":\"x\"},\"finish_reason\":\"stop\"}],"
                + "\"usage\":" + usage + "}";
        try (TestGateway gateway = TestGateway.to(apiBase(), "any")) {
            HttpResponse<String> response = http.post(gateway.url(Asking.CHAT), Asking.plain("m"));

            SuccessEvent event = gateway.tape().await(SuccessEvent.class);
            assertThat(event.getCostNanoUsd()).isEqualTo(nano);
            assertThat(event.getUsageSource()).isEqualTo("provider");
            assertThat(response.headers().firstValue("x-litellm-response-cost").map(Double::parseDouble))
                    .hasValue(nano / 1e9);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            {"choices":[{"index":0,"delta":{"content":"x"},"finish_reason":"stop"}],"x_groq":{"usage":{"prompt_tokens":11,"completion_tokens":7}}}
            {"choices":[{"index":0,"delta":{"content":"x"},"finish_reason":"stop","usage":{"prompt_tokens":11,"completion_tokens":7}}]}
            {"choices":[{"index":0,"delta":{"content":"x"},"finish_reason":"stop"}],"usage":{"prompt_tokens":11,"completion_tokens":7}}
            """)
    void aStreamMayTellItsUsageInOtherPlaces(String chunk) {
        type = "text/event-stream";
        answer = "data: " + chunk + "\n\ndata: {\"choices\":[],\"usage\":{\"prompt_tokens\":0,\"completion_tokens\":0}}"
                + "\n\ndata: [DONE]\n\n";
        try (TestGateway gateway = TestGateway.to(apiBase(), "any")) {
            http.post(gateway.url(Asking.CHAT), Asking.stream("m"));

            SuccessEvent event = gateway.tape().await(SuccessEvent.class);
            assertThat(event.getPromptTokens()).isEqualTo(11);
            assertThat(event.getCompletionTokens()).isEqualTo(7);
            assertThat(event.getCostNanoUsd()).isEqualTo(25_000);
        }
    }

    @Test
    @DisplayName("U14: the price is that of the model that was asked for")
    void theModelThatFillsAWildcardIsPriced() {
        answer = "{\"id\":\"c\",\"model\":\"prod-alias-7\",\"choices\":[],"
                + "\"usage\":{\"prompt_tokens\":1000,\"completion_tokens\":1000,\"total_tokens\":2000}}";
        try (TestGateway gateway = TestGateway.start("""
                model_list:
                  - model_name: free/*
                    litellm_params: {model: openai/*, api_base: "%s", api_key: sk-provider}
                """.formatted(apiBase()))) {
            http.post(gateway.url(Asking.CHAT), Asking.plain("free/gpt-4o-mini"));

            assertThat(gateway.tape().await(SuccessEvent.class).getCostNanoUsd())
                    .isEqualTo(750_000);
        }
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            flex,     priority, 500
            priority, flex,     2000
            default,  priority, 1000
            -,        priority, 2000
            -,        auto,     1000
            auto,     flex,     500
            """)
    void aCallCostsWhatTheTierCostsThatTheAnswerNames(String answered, String asked, long nano) {
        String tier = answered == null ? "" : ",\"service_tier\":\"" + answered + "\"";
        String usage = tier + ",\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":0,\"total_tokens\":1}}";
        try (TestGateway gateway = TestGateway.start("""
                model_list:
                  - model_name: m
                    litellm_params: {model: openai/any, api_base: "%s", api_key: sk-provider, input_cost_per_token: 1e-6,
                      output_cost_per_token: 2e-6, input_cost_per_token_flex: 5e-7, input_cost_per_token_priority: 2e-6}
                """.formatted(apiBase()))) {
            answer =
                    "{\"id\":\"c\",\"choices\":[{\"index\":0,\"message\":{\"content\":\"x\"},\"finish_reason\":\"stop\"}]"
                            + usage;
            http.post(gateway.url(Asking.CHAT), asked(asked, false));
            SuccessEvent plain = gateway.tape().await(SuccessEvent.class);
            type = "text/event-stream";
            answer = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"x\"},\"finish_reason\":\"stop\"}]"
                    + usage + "\n\ndata: [DONE]\n\n";
            http.post(gateway.url(Asking.CHAT), asked(asked, true));

            assertThat(plain.getCostNanoUsd()).isEqualTo(nano);
            assertThat(gateway.tape().await(SuccessEvent.class, 2).get(1).getCostNanoUsd())
                    .isEqualTo(nano);
        }
    }

    private static String asked(String tier, boolean stream) {
        return "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"service_tier\":\"" + tier
                + "\",\"stream\":" + stream + "}";
    }

    private String apiBase() {
        return "http://127.0.0.1:" + provider.getAddress().getPort() + "/v1";
    }

    private void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        byte[] body = answer.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
