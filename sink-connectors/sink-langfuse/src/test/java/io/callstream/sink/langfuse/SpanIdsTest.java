package io.callstream.sink.langfuse;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.SuccessEvent;
import io.callstream.sink.CallEvent;
import io.callstream.sink.otlp.span.CallEnd;
import io.callstream.testing.events.SampleCall;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpanIdsTest {
    private final SuccessEvent success = SampleCall.number(0).success();

    @Test
    void aTraceIdOfTheCallersIsKept() {
        success.setMetadata(Map.of("trace_id", "4BF92F3577B34DA6A3CE929D0E0E4736"));
        assertThat(FakeLangfuse.hex(SpanIds.trace(end()))).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
    }

    @Test
    void aMalformedIdBecomesOne() {
        success.setTraceId("0".repeat(32));
        success.setSpanId("short");
        assertThat(FakeLangfuse.hex(SpanIds.trace(end()))).isEqualTo(sha256("0".repeat(32), 16));
        assertThat(FakeLangfuse.hex(SpanIds.span(end()))).isEqualTo(sha256("short", 8));
    }

    @Test
    void aMalformedParentIsNone() {
        success.setParentSpanId("nonsense");
        assertThat(SpanIds.parent(end())).isEmpty();
    }

    private CallEnd end() {
        return CallEnd.of(new CallEvent.Success(success)).orElseThrow();
    }

    static String sha256(String text, int bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
