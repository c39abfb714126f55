package io.callstream.gateway.dialect.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.call.CallRig;
import io.callstream.gateway.provider.Operation;
import io.callstream.json.JsonObject;
import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a deployment says in bodies: its defaults leave the client's word, its extra_body wins, what is dropped is not there. */
class BodyParametersTest {
    private static BodyParameters of(String params, Operation operation) {
        String config =
                "model_list: [{model_name: m, litellm_params: {model: openai/gpt-4o, api_key: k, " + params + "}}]\n";
        return BodyParameters.of(
                CallRig.config(config).deployments().get(0).endpoint().parameters(), operation);
    }

    private static String applied(String params, String body) {
        return new String(
                of(params, Operation.CHAT_COMPLETION).applyTo(body.getBytes(StandardCharsets.UTF_8)),
                StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            temperature: 0.5 | {} | {"temperature":0.5}
            temperature: 0.5 | {"a":1} | {"a":1,"temperature":0.5}
            temperature: 0.5 | {"temperature":1,"a":1} | {"temperature":1,"a":1}
            temperature: 0.5 | {"temperature":null,"a":1} | {"a":1,"temperature":0.5}
            temperature: 0.5 | { "b" : null , "a" : [ 1 ] } | {"b" : null,"a" : [ 1 ],"temperature":0.5}
            max_tokens: 5 | {"max_completion_tokens":9} | {"max_completion_tokens":9}
            max_tokens: 5 | {"max_completion_tokens":null} | {"max_tokens":5}
            stop: [a, b] | {} | {"stop":["a","b"]}
            top_k: 40 | {"n":1} | {"n":1,"top_k":40}
            """)
    void aDefaultIsThereWhereTheClientSaysNothing(String params, String body, String expected) {
        assertThat(applied(params, body)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            extra_body: {temperature: 0.9} | {"temperature":1,"a":1} | {"a":1,"temperature":0.9}
            extra_body: {temperature: 0.9}, temperature: 0.5 | {"a":1} | {"a":1,"temperature":0.9}
            extra_body: {max_tokens: 5} | {"max_completion_tokens":9} | {"max_tokens":5}
            extra_body: {max_completion_tokens: 5}, max_tokens: 7 | {} | {"max_completion_tokens":5}
            extra_body: {top_k: 40} | {"top_k":3} | {"top_k":3}
            """)
    void whatExtraBodySaysOfAParameterOfOpenAisWins(String params, String body, String expected) {
        assertThat(applied(params, body)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            additional_drop_params: [seed] | {"seed":1,"a":1} | {"a":1}
            additional_drop_params: [seed] | {"seed":1} | {}
            additional_drop_params: [seed], seed: 7 | {"a":1} | {"a":1}
            additional_drop_params: [seed], extra_body: {seed: 7} | {"seed":1} | {}
            """)
    void whatIsDroppedIsNotThere(String params, String body, String expected) {
        assertThat(applied(params, body)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            temperature: 0.5 | CHAT_COMPLETION | {"temperature":0.5}
            temperature: 0.5 | TEXT_COMPLETION | {"temperature":0.5}
            temperature: 0.5 | EMBEDDING       | {}
            temperature: 0.5 | IMAGE_GENERATION | {}
            dimensions: 3    | EMBEDDING       | {"dimensions":3}
            dimensions: 3    | CHAT_COMPLETION | {}
            dimensions: 3    | MODERATION      | {}
            style: vivid     | IMAGE_GENERATION | {"style":"vivid"}
            style: vivid     | EMBEDDING       | {"style":"vivid"}
            """)
    void aDefaultIsSaidToWhoTakesIt(String params, Operation operation, String expected) {
        BodyParameters parameters = of(params, operation);

        assertThat(new String(parameters.applyTo("{}".getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8))
                .isEqualTo(expected);
        assertThat(parameters.none()).isEqualTo(expected.equals("{}"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Operation.class,
            names = {"CHAT_COMPLETION", "EMBEDDING", "SPEECH"})
    void aDeploymentThatSaysNothingLeavesBodiesAlone(Operation operation) {
        assertThat(of("timeout: 5", operation).none()).isTrue();
    }

    @Test
    void whatIsOnlyDroppedIsSomething() {
        assertThat(of("additional_drop_params: [seed]", Operation.EMBEDDING).none())
                .isFalse();
        assertThat(of("extra_body: {seed: 1}", Operation.CHAT_COMPLETION).none())
                .isFalse();
    }

    /** Whatever a client calls its fields, what is written is JSON in which each field of its own is once. */
    @Property(tries = 50)
    void anyFieldIsKept(@ForAll String name, @ForAll String value) throws Exception {
        JsonValue.Obj said =
                new JsonObject().with(name, value).with("temperature", 1).value();
        JsonValue read = JsonValue.read(Slice.of(applied("temperature: 0.5, top_k: 3", said.toString())));

        assertThat(((JsonValue.Obj) read).get(name)).isEqualTo(said.get(name));
        assertThat(((JsonValue.Obj) read).get("temperature")).hasToString("1");
    }
}
