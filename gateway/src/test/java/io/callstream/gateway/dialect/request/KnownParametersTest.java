package io.callstream.gateway.dialect.request;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.gateway.chat.UnsupportedRequestException;
import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A parameter that a provider has no counterpart of is refused by its name, unless it asks for nothing. */
class KnownParametersTest {
    private static final KnownParameters CHATS =
            KnownParameters.ofChats("These models have", Set.of("stop"), KnownParameters.NO_PENALTIES);

    private static JsonValue json(String text) throws Exception {
        return JsonValue.read(Slice.of(text));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            n                 | 1
            logprobs          | false
            logit_bias        | {}
            modalities        | ["text"]
            presence_penalty  | 0
            presence_penalty  | 0.0
            frequency_penalty | -0.00
            stop              | ["anything"]
            """)
    void whatIsSaidByDefaultMayBeSaid(String name, String value) {
        assertThatCode(() -> CHATS.check(name, json(value))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "model",
                "stream",
                "stream_options",
                "user",
                "safety_identifier",
                "store",
                "metadata",
                "prompt_cache_key",
                "prompt_cache_retention",
                "prompt_cache_options",
                "prediction",
                "service_tier",
                "verbosity"
            })
    void hintsMayBeSaidToWhoeverHasNoUseForThem(String hint) {
        assertThatCode(() -> CHATS.check(Map.of(hint, json("\"x\"")))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            n                 | 2
            n                 | "1"
            logprobs          | true
            logit_bias        | {"1":1}
            modalities        | ["audio"]
            presence_penalty  | 0.1
            frequency_penalty | 00x
            frequency_penalty | false
            seed              | 0
            made_up           | null
            """)
    void everythingElseIsRefusedByItsName(String name, String value) {
        JsonValue said = value.equals("00x") ? new JsonValue.Num("0.0.0") : assertRead(value);

        assertThatThrownBy(() -> CHATS.check(Map.of(name, said)))
                .isInstanceOf(UnsupportedRequestException.class)
                .hasMessage(name + ": These models have no such parameter; leave it out, or set drop_params or"
                        + " additional_drop_params for the model.")
                .extracting("param")
                .isEqualTo(name);
    }

    private static JsonValue assertRead(String value) {
        try {
            return json(value);
        } catch (Exception e) {
            throw new AssertionError(value, e);
        }
    }

    @Test
    void penaltiesAreKnownByWhoHasThem() {
        KnownParameters without = KnownParameters.ofChats("These models have", Set.of(), Map.of());

        assertThatThrownBy(() -> without.check("presence_penalty", json("0")))
                .hasMessageStartingWith("presence_penalty: ");
    }
}
