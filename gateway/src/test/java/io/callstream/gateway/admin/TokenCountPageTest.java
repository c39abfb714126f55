package io.callstream.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.api.anthropic.AnthropicApi;
import io.callstream.gateway.auth.Admission;
import io.callstream.gateway.identity.Grant;
import io.callstream.gateway.server.Page;
import io.callstream.gateway.server.PostRequest;
import io.callstream.gateway.usage.TokenCounter;
import io.callstream.json.Slice;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens of requests to Anthropic's API are counted beside the loop, and nobody is asked. */
class TokenCountPageTest {
    private static Page answer(String body, Executor background) {
        List<Page> pages = new ArrayList<>();
        new TokenCountPage(new AnthropicApi(), new TokenCounter(), background)
                .answer(
                        new PostRequest(
                                TokenCountPage.PATH,
                                new DefaultHttpHeaders(),
                                Slice.of(body.replace('\'', '"')),
                                new Admission.Admitted(null, Grant.FREE),
                                ImmediateEventExecutor.INSTANCE),
                        pages::add);
        assertThat(pages).hasSize(1);
        return pages.get(0);
    }

    private static String text(Page page) {
        return new String(page.body(), StandardCharsets.UTF_8);
    }

    /** As OpenAI counts: a chat of one message has seven tokens around its text. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'model':'claude','messages':[{'role':'user','content':'hello world'}]}  | 9",
                "{'model':'claude','messages':[{'role':'user','content':[{'type':'text','text':'hello world'}]}]} | 9",
                "{'model':'claude','max_tokens':5,'messages':[{'role':'user','content':'hello world'},{'role':'assistant','content':'hello'}]} | 14",
            })
    void theTextsOfARequestAreCounted(String body, int tokens) {
        Page page = answer(body, Runnable::run);

        assertThat(page.status()).isEqualTo(200);
        assertThat(text(page)).isEqualTo("{\"input_tokens\":" + tokens + "}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "nothing"})
    void whatIsNoRequestIsRefusedInAnthropicsForm(String body) {
        Page page = answer(body, Runnable::run);

        assertThat(page.status()).isEqualTo(400);
        assertThat(text(page)).startsWith("{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\"");
    }

    @Test
    void tooMuchToCountIsSaid() {
        Page page = answer("{'model':'claude','messages':[]}", task -> {
            throw new RejectedExecutionException();
        });

        assertThat(page.status()).isGreaterThanOrEqualTo(429);
        assertThat(text(page)).contains("Too many requests wait to be counted; send this one again in a moment.");
    }
}
