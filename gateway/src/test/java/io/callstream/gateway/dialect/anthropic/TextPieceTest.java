package io.callstream.gateway.dialect.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.json.InvalidJsonException;
import io.callstream.json.Slice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextPieceTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"Z\\u00fcrich\"}}",
                " { \"delta\" : {\"text\":\"Zürich\",\"more\":[{}],\"type\":\"text_delta\"}, \"type\" : \"content_block_delta\" } ",
            })
    void aPieceIsReadWhateverItsOrder(String event) throws Exception {
        assertThat(TextPiece.of(Slice.of(event))).isEqualTo("Zürich");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"content_block_start\",\"delta\":{\"type\":\"text_delta\",\"text\":\"a\"}}",
                "{\"type\":\"content_block_delta\",\"delta\":{\"type\":\"thinking_delta\",\"text\":\"a\"}}",
                "{\"type\":\"content_block_delta\",\"delta\":{\"type\":\"text_delta\",\"text\":null}}",
                "{\"type\":\"content_block_delta\",\"delta\":\"a\"}",
                "{\"type\":\"content_block_delt\\u0061\",\"delta\":{\"type\":\"text_delta\",\"text\":\"a\"}}",
                "{\"delta\":{\"type\":\"text_delta\",\"text\":\"a\"}}",
                "[1]",
            })
    void everythingElseIsLookedAtCloser(String event) throws Exception {
        assertThat(TextPiece.of(Slice.of(event))).isNull();
    }

    @Test
    void halfAPieceIsNone() {
        Slice half = Slice.of("{\"type\":\"content_block_delta\",\"delta\":{\"type\":\"text_delta\",\"text\":\"a\"}");

        assertThatThrownBy(() -> TextPiece.of(half)).isInstanceOf(InvalidJsonException.class);
    }
}
