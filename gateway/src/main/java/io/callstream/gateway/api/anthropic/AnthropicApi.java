package io.callstream.gateway.api.anthropic;

import io.callstream.gateway.api.AnswerFacts;
import io.callstream.gateway.api.ClientApi;
import io.callstream.gateway.api.Endpoint;
import io.callstream.gateway.api.InvalidRequestException;
import io.callstream.gateway.api.LargeAnswer;
import io.callstream.gateway.api.RequestChange;
import io.callstream.gateway.api.RequestEdits;
import io.callstream.gateway.api.RequestText;
import io.callstream.gateway.api.ResponseWriter;
import io.callstream.gateway.api.StreamAnswer;
import io.callstream.gateway.api.openai.OpenAiApi;
import io.callstream.gateway.api.openai.ToldAnswers;
import io.callstream.gateway.api.openai.ToldStream;
import io.callstream.gateway.dialect.anthropic.AnthropicDialect;
import io.callstream.gateway.dialect.anthropic.AnthropicEvents;
import io.callstream.gateway.error.CallError;
import io.callstream.gateway.event.RequestMetadata;
import io.callstream.gateway.provider.ApiRequest;
import io.callstream.gateway.provider.Dialect;
import io.callstream.gateway.provider.Operation;
import io.callstream.json.Slice;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Anthropic's Messages API. */
public final class AnthropicApi implements ClientApi {
    private static final Set<String> PATHS = Set.of("/v1/messages", "/anthropic/v1/messages", "/messages");

    private final OpenAiApi told = new OpenAiApi();
    private final Endpoint messages = new Endpoint(this, Operation.CHAT_COMPLETION, null);

    @Override
    public @Nullable Endpoint find(String path) {
        return PATHS.contains(path) ? messages : null;
    }

    @Override
    public ApiRequest read(Slice body, @Nullable String pathModel) throws InvalidRequestException {
        return AnthropicRequest.read(body);
    }

    @Override
    public List<RequestText> texts(Slice body) {
        return told.texts(body);
    }

    @Override
    public Slice edited(Slice body, RequestEdits edits) throws InvalidRequestException {
        return told.edited(body, edits);
    }

    @Override
    public ApiRequest change(ApiRequest read, RequestChange change) throws InvalidRequestException {
        AnthropicRequest ours = AnthropicRequest.of(read);
        return ours.changed(told.change(ours.told(), change));
    }

    @Override
    public ApiRequest readAgain(ApiRequest before, Slice body, @Nullable String model) throws InvalidRequestException {
        AnthropicRequest ours = AnthropicRequest.of(before);
        return ours.changed(told.readAgain(ours.told(), body, model));
    }

    @Override
    public boolean isParameter(String name) {
        return told.isParameter(name);
    }

    @Override
    public RequestMetadata metadata(Function<CharSequence, @Nullable String> headers) {
        return told.metadata(headers);
    }

    @Override
    public boolean speaks(Dialect dialect) {
        return dialect.form().equals(AnthropicDialect.FORM);
    }

    @Override
    public byte[] errorBody(CallError error) {
        return AnthropicErrors.body(error);
    }

    @Override
    public byte[] errorEvent(CallError error) {
        String body = new String(AnthropicErrors.body(error), StandardCharsets.UTF_8);
        return ("event: error\ndata: " + body + "\n\n").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public AnswerFacts answer(Slice body) {
        AnthropicAnswer answer = AnthropicAnswer.read(body);
        return answer == null ? told.answer(body) : answer;
    }

    /** What was kept is in the form that is told. */
    @Override
    public byte @Nullable [] asPlain(Slice answer) {
        return ToldAnswers.write(answer, new MessageWriter());
    }

    @Override
    public byte @Nullable [] asStream(Slice answer, boolean usage) {
        return ToldAnswers.write(answer, new EventWriter());
    }

    @Override
    public LargeAnswer largeAnswer() {
        return told.largeAnswer();
    }

    @Override
    public StreamAnswer streamAnswer() {
        return new ToldStream(new AnthropicEvents());
    }

    @Override
    public ResponseWriter writer(boolean stream, long created) {
        return stream ? new EventWriter() : new MessageWriter();
    }
}
