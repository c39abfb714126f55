package io.callstream.gateway.api.anthropic;

import io.callstream.gateway.api.AnswerFacts;
import io.callstream.gateway.api.Endpoint;
import io.callstream.gateway.api.InvalidRequestException;
import io.callstream.gateway.api.ResponseWriter;
import io.callstream.gateway.api.StreamAnswer;
import io.callstream.gateway.api.openai.RecordedAnswers;
import io.callstream.gateway.api.openai.ToldStream;
import io.callstream.gateway.api.openai.TranslatedApi;
import io.callstream.gateway.dialect.anthropic.AnthropicDialect;
import io.callstream.gateway.dialect.anthropic.AnthropicEvents;
import io.callstream.gateway.error.CallError;
import io.callstream.gateway.provider.ApiRequest;
import io.callstream.gateway.provider.Dialect;
import io.callstream.gateway.provider.Operation;
import io.callstream.json.Slice;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Anthropic's Messages API. */
public final class AnthropicApi extends TranslatedApi {
    private static final Set<String> PATHS = Set.of("/v1/messages", "/anthropic/v1/messages", "/messages");

    private final Endpoint messages = new Endpoint(this, Operation.CHAT_COMPLETION, null);

    @Override
    public @Nullable Endpoint find(String path) {
        return PATHS.contains(path) ? messages : null;
    }

    @Override
    public boolean isAskedBy(String path) {
        return PATHS.stream().anyMatch(each -> path.equals(each) || path.startsWith(each + "/"));
    }

    @Override
    public ApiRequest read(Slice body, @Nullable String pathModel) throws InvalidRequestException {
        return AnthropicRequest.read(body);
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
        return answer == null ? chats().answer(body) : answer;
    }

    /** What was kept is in the form that is recorded. */
    @Override
    public byte @Nullable [] asPlain(Slice answer) {
        return RecordedAnswers.write(answer, new MessageWriter());
    }

    @Override
    public byte @Nullable [] asStream(Slice answer, boolean usage) {
        return RecordedAnswers.write(answer, new EventWriter());
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
