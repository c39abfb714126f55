package io.callstream.gateway.call.pair;

import io.callstream.events.id.TraceContext;
import io.callstream.gateway.api.Endpoint;
import io.callstream.gateway.api.InvalidRequestException;
import io.callstream.gateway.api.ResponseWriter;
import io.callstream.gateway.call.CallRig;
import io.callstream.gateway.chat.UnsupportedRequestException;
import io.callstream.gateway.dialect.TestDialects;
import io.callstream.gateway.provider.ApiRequest;
import io.callstream.gateway.provider.ClientAsk;
import io.callstream.gateway.provider.Delta;
import io.callstream.gateway.provider.Destination;
import io.callstream.gateway.provider.Dialect;
import io.callstream.gateway.provider.Operation;
import io.callstream.gateway.provider.Reply;
import io.callstream.gateway.provider.ResponseReader;
import io.callstream.gateway.provider.Target;
import io.callstream.json.Slice;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/** What is asked and answered between a client's form and a provider's, without a call around it: for what is tried thousands of times. */
record Translation(ClientForm form, FakeProvider provider, Target target) {
    static final List<FakeProvider> PROVIDERS = List.of(
            new FakeOpenAi(),
            new FakeAzure(),
            new FakeAnthropic(),
            new FakeGemini(),
            new FakeConverse(),
            new FakeOllama(),
            new FakeCohere(),
            new FakeResponses());
    static final List<ClientForm> CLIENTS = List.of(new ChatForm(), new MessagesForm(), new ResponsesForm());
    private static final UUID CALL = new UUID(7, 7);

    static Translation of(ClientForm form, FakeProvider provider) {
        String config = "model_list: [{model_name: m, litellm_params: {" + provider.params() + "}}]\n";
        return new Translation(
                form,
                provider,
                TestDialects.target(CallRig.config(config).deployments().get(0)));
    }

    /** Every pair of which both have a form of their own. */
    static Stream<Translation> all() {
        return CLIENTS.stream()
                .flatMap(form -> PROVIDERS.stream().map(provider -> of(form, provider)))
                .filter(each -> !each.form.api().speaks(each.dialect()));
    }

    /** Every provider's form, with a client of another one. */
    static Stream<Translation> ofEveryProvider() {
        return PROVIDERS.stream().map(provider -> {
            Translation chat = of(new ChatForm(), provider);
            return chat.form.api().speaks(chat.dialect()) ? of(new MessagesForm(), provider) : chat;
        });
    }

    private Endpoint endpoint() {
        return Objects.requireNonNull(form.api().find(form.path()));
    }

    private Operation operation() {
        return endpoint().operation();
    }

    Dialect dialect() {
        return target.dialect(operation());
    }

    /** What reaches the provider of a client's body. */
    Request asked(String body) throws InvalidRequestException, UnsupportedRequestException {
        ApiRequest read = form.api().read(endpoint(), Slice.of(body), name -> null);
        UnsupportedRequestException beyond = read.beyond(dialect().form());
        if (beyond != null) {
            throw beyond;
        }
        Destination to = new Destination(
                target, Objects.requireNonNull(target.model(List.of(), String.valueOf(read.model()))), operation());
        ClientAsk ask = new ClientAsk(new DefaultHttpHeaders(), read, TraceContext.of(CALL, null));
        ByteBuf sent = target.encoder(operation()).encode(UnpooledByteBufAllocator.DEFAULT, to, ask, null);
        try {
            return Request.of(sent.toString(StandardCharsets.ISO_8859_1));
        } finally {
            sent.release();
        }
    }

    /** What the provider answers to a conversation. */
    FakeProvider.Reply answer(Conversation conversation, boolean stream) {
        try {
            return provider.answer(asked(form.request("m", conversation, stream)), conversation.answer());
        } catch (InvalidRequestException | UnsupportedRequestException e) {
            throw new AssertionError("what is asked can be asked there", e);
        }
    }

    ResponseReader reader(boolean stream) {
        return dialect().reader(Reply.of(200, stream));
    }

    /** What is read of an answer that comes in these pieces. */
    List<Delta> read(boolean stream, List<byte[]> pieces) {
        List<Delta> deltas = new ArrayList<>();
        ResponseReader reader = reader(stream);
        pieces.forEach(piece -> reader.read(Slice.of(piece), deltas::add));
        reader.end(deltas::add);
        return deltas;
    }

    /** What the client gets of them. */
    String written(boolean stream, List<Delta> deltas) {
        ResponseWriter writer = form.api().writer(stream, 7);
        ByteBuf out = Unpooled.buffer();
        deltas.forEach(delta -> writer.write(delta, out));
        writer.end(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return form.name() + " and " + provider.word();
    }
}
