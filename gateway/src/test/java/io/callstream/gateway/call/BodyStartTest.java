package io.callstream.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a body is by its first bytes: providers mislabel, and clients read by the label. */
class BodyStartTest {
    private static final String MARK = "\u00ef\u00bb\u00bf";

    private static BodyStart start(String text, boolean labelled) {
        BodyStart start = new BodyStart(labelled);
        start.add(Unpooled.copiedBuffer(
                text.replace("\\n", "\n")
                        .replace("\\r", "\r")
                        .replace("MARK", MARK)
                        .replace("MAR", MARK.substring(0, 2)),
                StandardCharsets.ISO_8859_1));
        return start;
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            delimiter = '|',
            value = {
                // bytes        | labelled a stream | not labelled | when nothing more comes, not labelled
                "''             | -      | -      | JSON",
                "' \\n\\r\\n'   | -      | -      | JSON",
                "'{'            | JSON   | JSON   | JSON",
                "' ['           | JSON   | JSON   | JSON",
                "data:          | STREAM | STREAM | STREAM",
                "data           | STREAM | -      | JSON",
                "'data\\n'      | STREAM | STREAM | STREAM",
                "'data\\r'      | STREAM | STREAM | STREAM",
                "d              | STREAM | -      | JSON",
                "dato           | STREAM | JSON   | JSON",
                "event          | STREAM | -      | JSON",
                "event:x        | STREAM | STREAM | STREAM",
                "id:            | STREAM | STREAM | STREAM",
                "identity       | STREAM | JSON   | JSON",
                "retry:         | STREAM | STREAM | STREAM",
                "': ping'       | STREAM | STREAM | STREAM",
                "'\\n\\ndata: x'| STREAM | STREAM | STREAM",
                "MARK           | -      | -      | JSON",
                "MAR            | -      | -      | JSON",
                "MARKdata:      | STREAM | STREAM | STREAM",
                "'MARK {'       | JSON   | JSON   | JSON",
                "<html>         | STREAM | JSON   | JSON",
                "error          | STREAM | JSON   | JSON",
            })
    void theFirstBytesDecide(
            String text,
            ReplyHead.@Nullable Form labelled,
            ReplyHead.@Nullable Form unlabelled,
            ReplyHead.Form atLast) {
        assertThat(start(text, true).form()).isEqualTo(labelled);
        assertThat(start(text, false).form()).isEqualTo(unlabelled);
        assertThat(start(text, false).likely()).isEqualTo(atLast);
        assertThat(start(text, true).likely()).isEqualTo(labelled == null ? ReplyHead.Form.STREAM : labelled);
    }

    @Test
    void bytesAddUp() {
        BodyStart start = start("da", false);
        assertThat(start.form()).isNull();

        start.add(Unpooled.copiedBuffer("ta: x", StandardCharsets.US_ASCII));

        assertThat(start.form()).isEqualTo(ReplyHead.Form.STREAM);
        assertThat(new String(start.bytes(), StandardCharsets.US_ASCII)).isEqualTo("data: x");
    }
}
