package io.callstream.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.FailureEvent;
import io.callstream.events.SuccessEvent;
import io.callstream.gateway.chat.UnsupportedRequestException;
import io.callstream.gateway.config.Deployment;
import io.callstream.gateway.credential.CredentialsException;
import io.callstream.gateway.dialect.openai.OpenAiDialect;
import io.callstream.gateway.provider.ClientAsk;
import io.callstream.gateway.provider.Destination;
import io.callstream.gateway.provider.Dialect;
import io.callstream.gateway.provider.Operation;
import io.callstream.gateway.provider.RequestEncoder;
import io.callstream.gateway.provider.ResponseReader;
import io.callstream.gateway.provider.Target;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Calls whose credentials are still being fetched. */
class PreparedCallTest {
    private final CompletableFuture<String> token = new CompletableFuture<>();

    private CallRig rig() {
        String yaml = CallRig.deployment("one") + "router_settings: {num_retries: 0}\n";
        return new CallRig(yaml, deployment -> new Target(deployment, new PreparedDialect(token)));
    }

    @Test
    void theRequestGoesOutWhenTheyAreThere() {
        try (CallRig rig = rig()) {
            RecordingClient client = rig.call(CallRig.plain());
            assertThat(rig.upstream().wires()).isEmpty();
            token.complete("t");
            rig.loop().run();
            String answer = CallRig.answer("Hi");
            rig.wire()
                    .send("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: " + answer.length()
                            + "\r\n\r\n" + answer);

            assertThat(client.status()).isEqualTo("200");
            rig.lane().only(SuccessEvent.class);
        }
    }

    @Test
    void withoutThemTheCallFailsAndItsEventSaysWhy() {
        try (CallRig rig = rig()) {
            RecordingClient client = rig.call(CallRig.plain());
            token.completeExceptionally(new CredentialsException("the role may not be assumed"));
            rig.loop().run();

            assertThat(client.status()).isEqualTo("401");
            assertThat(client.body()).contains("provider_credentials").doesNotContain("assumed");
            FailureEvent event = rig.lane().only(FailureEvent.class);
            assertThat(event.getErrorCode()).isEqualTo("PROVIDER_CREDENTIALS");
            assertThat(event.getMessage()).endsWith("the role may not be assumed");
        }
    }

    @Test
    void nobodyWaitsForEver() {
        try (CallRig rig = rig()) {
            RecordingClient client = rig.call(CallRig.plain());
            rig.advance(Duration.ofSeconds(6));
            assertThat(client.status()).isEqualTo("401");
            assertThat(client.body()).contains("in time");
            token.complete("too late");
            rig.loop().run();
            assertThat(rig.upstream().wires()).isEmpty();
        }
    }

    @Test
    void aClientThatHangsUpWaitsNoMore() {
        try (CallRig rig = rig()) {
            rig.call(CallRig.plain());
            rig.handle().clientGone();
            token.complete("too late");
            rig.loop().run();
            assertThat(rig.upstream().wires()).isEmpty();
            assertThat(rig.lane().only(FailureEvent.class).getErrorCode()).isEqualTo("CLIENT_DISCONNECTED");
        }
    }

    /** OpenAI's, of which the requests have to wait. */
    private record PreparedDialect(CompletableFuture<String> token) implements Dialect {
        @Override
        public String form() {
            return "openai";
        }

        @Override
        public RequestEncoder encoder(Deployment deployment) {
            RequestEncoder usual = new OpenAiDialect().encoder(deployment);
            return new RequestEncoder() {
                @Override
                public ByteBuf encode(ByteBufAllocator alloc, Destination to, ClientAsk ask, @Nullable URI elsewhere)
                        throws UnsupportedRequestException {
                    return usual.encode(alloc, to, ask, elsewhere);
                }

                @Override
                public URI url(Operation operation) {
                    return usual.url(operation);
                }

                @Override
                public @Nullable CompletionStage<?> preparation() {
                    return token.isDone() && !token.isCompletedExceptionally() ? null : token;
                }
            };
        }

        @Override
        public ResponseReader reader(int status, boolean stream) {
            return new OpenAiDialect().reader(status, stream);
        }
    }
}
