package io.callstream.gateway.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.callstream.events.id.TraceContext;
import io.callstream.gateway.api.ClientApi;
import io.callstream.gateway.api.Endpoint;
import io.callstream.gateway.api.InvalidRequestException;
import io.callstream.gateway.api.anthropic.AnthropicApi;
import io.callstream.gateway.api.openai.OpenAiApi;
import io.callstream.gateway.api.responses.ResponseIds;
import io.callstream.gateway.api.responses.ResponsesApi;
import io.callstream.gateway.call.CallRig;
import io.callstream.gateway.chat.UnsupportedRequestException;
import io.callstream.gateway.provider.ApiRequest;
import io.callstream.gateway.provider.ClientAsk;
import io.callstream.gateway.provider.Delta;
import io.callstream.gateway.provider.Destination;
import io.callstream.gateway.provider.Dialect;
import io.callstream.gateway.provider.Forward;
import io.callstream.gateway.provider.ModelName;
import io.callstream.gateway.provider.Operation;
import io.callstream.gateway.provider.Reply;
import io.callstream.gateway.provider.ResponseReader;
import io.callstream.gateway.provider.Target;
import io.callstream.json.Slice;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * One deployment, without a call around it: what a client asks, mostly in OpenAI's form, becomes a request, and what its provider answers becomes
 * pieces. For tests of what a dialect alone decides.
 */
public final class DialectRig {
    private static final String USER = "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]";

    private static final List<ClientApi> CLIENTS =
            List.of(new OpenAiApi(), new AnthropicApi(), new ResponsesApi(new ResponseIds(new SplittableRandom(7))));

    private final Target target;
    private final HttpHeaders headers = new DefaultHttpHeaders();

    private DialectRig(Target target) {
        this.target = target;
    }

    /** @param params of the entry's {@code litellm_params}, in one line of YAML */
    public static DialectRig of(String params) {
        String config = "model_list: [{model_name: m, litellm_params: {" + params + "}}]\n";
        return new DialectRig(
                TestDialects.target(CallRig.config(config).deployments().get(0)));
    }

    /** The client says this in its head as well. */
    public DialectRig saying(String header, String value) {
        headers.set(header, value);
        return this;
    }

    public Dialect dialect() {
        return target.dialect(Operation.CHAT_COMPLETION);
    }

    /** Where requests of an operation go. */
    public String address(Operation operation) {
        return target.encoder(operation).url(operation).toString();
    }

    /** What is sent for a chat with one message. @param fields further fields of the body, such as {@code "n":1}; may be empty */
    public SentRequest chat(String fields) {
        return sent("/v1/chat/completions", chatBody(fields));
    }

    /** What is sent for a chat with these messages. */
    public SentRequest messages(String... messages) {
        return sent("/v1/chat/completions", "{\"model\":\"m\",\"messages\":[" + String.join(",", messages) + "]}");
    }

    /** Why a chat cannot be sent. */
    public String chatRefused(String fields) {
        return refused("/v1/chat/completions", chatBody(fields));
    }

    /** Why these messages cannot be sent. */
    public String messagesRefused(String... messages) {
        return refused("/v1/chat/completions", "{\"model\":\"m\",\"messages\":[" + String.join(",", messages) + "]}");
    }

    private static String chatBody(String fields) {
        return "{\"model\":\"m\"," + USER + (fields.isEmpty() ? "" : "," + fields) + "}";
    }

    /** What is sent for a client's body. */
    public SentRequest sent(String path, String body) {
        try {
            return encoded(path, body);
        } catch (UnsupportedRequestException | InvalidRequestException e) {
            throw new AssertionError("what is asked can be asked there: " + e.getMessage(), e);
        }
    }

    /** The message with which a client's body is refused, behind the name of its field. */
    public String refused(String path, String body) {
        UnsupportedRequestException refusal =
                catchThrowableOfType(UnsupportedRequestException.class, () -> encoded(path, body));
        assertThat(refusal).as("a refusal of " + body).isNotNull();
        return refusal.param() + " | " + refusal.getMessage();
    }

    private SentRequest encoded(String path, String body) throws UnsupportedRequestException, InvalidRequestException {
        Endpoint endpoint = CLIENTS.stream()
                .map(api -> api.find(path))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> new AssertionError("nobody asks by " + path));
        ApiRequest read = endpoint.api().read(endpoint, Slice.of(body), headers::get);
        Destination to = new Destination(
                target,
                Objects.requireNonNull(target.model(List.of(), String.valueOf(read.model()))),
                endpoint.operation());
        ClientAsk ask = new ClientAsk(headers, read, TraceContext.of(new UUID(7, 7), null));
        ByteBuf out = target.encoder(endpoint.operation()).encode(UnpooledByteBufAllocator.DEFAULT, to, ask, null);
        try {
            return SentRequest.of(out.toString(StandardCharsets.ISO_8859_1));
        } finally {
            out.release();
        }
    }

    /** What is sent for a request that goes on as it came. */
    public SentRequest passed(Operation operation, Forward what) {
        try {
            return forwarded(operation, what);
        } catch (UnsupportedRequestException | InvalidRequestException e) {
            throw new AssertionError("it can pass: " + e.getMessage(), e);
        }
    }

    /** Why such a request cannot be sent, behind the name of its field. */
    public String passingRefused(Operation operation, Forward what) {
        UnsupportedRequestException refusal =
                catchThrowableOfType(UnsupportedRequestException.class, () -> forwarded(operation, what));
        assertThat(refusal).as("a refusal of " + operation).isNotNull();
        return refusal.param() + " | " + refusal.getMessage();
    }

    private SentRequest forwarded(Operation operation, Forward what)
            throws UnsupportedRequestException, InvalidRequestException {
        ApiRequest read = new OpenAiApi().read(Slice.of("{\"model\":\"m\",\"messages\":[]}"), null);
        ModelName model = Objects.requireNonNull(target.model(List.of(), "m"));
        ClientAsk ask = new ClientAsk(headers, read, TraceContext.of(new UUID(7, 7), null));
        ByteBuf out = target.encoder(operation)
                .forward(UnpooledByteBufAllocator.DEFAULT, new Destination(target, model, operation), ask, what, null);
        try {
            return SentRequest.of(out.toString(StandardCharsets.ISO_8859_1));
        } finally {
            out.release();
        }
    }

    /** What is read of a whole answer. */
    public List<Delta> answer(int status, String body) {
        return read(dialect().reader(Reply.of(status, false)), body);
    }

    /** What is read of a stream. */
    public List<Delta> stream(String... pieces) {
        return read(dialect().reader(Reply.of(200, true)), pieces);
    }

    /** What is read of an answer with embeddings. */
    public List<Delta> embeddings(int status, String body) {
        return read(dialect().embeddingReader(Reply.of(status, false)), body);
    }

    public static List<Delta> read(ResponseReader reader, String... pieces) {
        List<Delta> deltas = new ArrayList<>();
        for (String piece : pieces) {
            reader.read(Slice.of(piece), deltas::add);
        }
        reader.end(deltas::add);
        return deltas;
    }

    /** Those of a kind, in their order. */
    public static <T extends Delta> List<T> of(Class<T> kind, List<Delta> deltas) {
        return deltas.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
