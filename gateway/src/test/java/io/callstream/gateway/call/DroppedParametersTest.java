package io.callstream.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A request names parameters that its provider is not to get. */
class DroppedParametersTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"model\":\"m\",\"temperature\":1,\"additional_drop_params\":[\"temperature\"],\"seed\":2}|{\"model\":\"gpt-4o\",\"seed\":2}",
                "{\"additional_drop_params\":[\"tools\",\"seed\"],\"tools\":[],\"model\":\"m\",\"seed\":2}|{\"model\":\"gpt-4o\"}",
                "{\"model\":\"m\",\"additional_drop_params\":[\"model\",\"absent\"]}|{\"model\":\"gpt-4o\"}",
                "{\"model\":\"m\",\"seed\":2,\"additional_drop_params\":null}|{\"model\":\"gpt-4o\",\"seed\":2}"
            })
    void itDoesNotGetThem(String asked, String sent) {
        try (CallRig rig = CallRig.withOneDeployment()) {
            rig.call(asked);

            assertThat(rig.wire().requests()).endsWith("\r\n\r\n" + sent);
            rig.wire().answer(200, CallRig.answer("Hi"));
        }
    }

    @Test
    void aListThatIsTooLongIsRefused() {
        String names = "\"a\",".repeat(5000) + "\"a\"";
        try (CallRig rig = CallRig.withOneDeployment()) {
            assertThat(rig.call("{\"model\":\"m\",\"additional_drop_params\":[" + names + "]}")
                            .status())
                    .isEqualTo("400");
        }
    }
}
