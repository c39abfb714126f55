package io.callstream.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CapturedHeadersTest {
    private final HttpHeaders headers = new DefaultHttpHeaders()
            .add("X-Team", "shop")
            .add("Langfuse_Trace_Name", "checkout")
            .add("langfuse_session_id", "s-1")
            .add("langfuse_secret_key", "sk-lf")
            .add("Helicone-User-Id", "ada")
            .add("Authorization", "Bearer sk-1");

    @Test
    void withoutPatternsNothingIsKept() {
        assertThat(new CapturedHeaders(List.of()).of(headers)).isEmpty();
    }

    @Test
    void namesAndBeginningsOfNamesAreKept() {
        assertThat(new CapturedHeaders(List.of("x-team", "x-none", "langfuse_*", "helicone-*")).of(headers))
                .isEqualTo(Map.of(
                        "x-team", "shop",
                        "langfuse_trace_name", "checkout",
                        "langfuse_session_id", "s-1",
                        "helicone-user-id", "ada"));
    }

    @Test
    void aStarAloneKeepsAllButCredentials() {
        assertThat(new CapturedHeaders(List.of("*")).of(headers))
                .containsKeys("x-team", "helicone-user-id")
                .doesNotContainKeys("authorization", "langfuse_secret_key");
    }
}
