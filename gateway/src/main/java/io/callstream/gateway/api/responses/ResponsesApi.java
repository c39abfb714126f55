package io.callstream.gateway.api.responses;

import io.callstream.gateway.api.AnswerFacts;
import io.callstream.gateway.api.Endpoint;
import io.callstream.gateway.api.InvalidRequestException;
import io.callstream.gateway.api.ResponseWriter;
import io.callstream.gateway.api.StreamAnswer;
import io.callstream.gateway.api.openai.RecordedAnswers;
import io.callstream.gateway.api.openai.ToldStream;
import io.callstream.gateway.api.openai.TranslatedApi;
import io.callstream.gateway.dialect.responses.ResponseEvents;
import io.callstream.gateway.dialect.responses.ResponsesDialect;
import io.callstream.gateway.error.CallError;
import io.callstream.gateway.provider.ApiRequest;
import io.callstream.gateway.provider.Dialect;
import io.callstream.gateway.provider.Operation;
import io.callstream.json.JsonObject;
import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** OpenAI's Responses API. */
public final class ResponsesApi extends TranslatedApi {
    private static final List<String> BEGINNINGS = List.of("/v1", "", "/openai/v1", "/openai");
    private static final List<Operation> SERVED =
            List.of(Operation.RESPONSES, Operation.RESPONSE_COMPACT, Operation.RESPONSE_TOKENS);

    private final ResponseIds ids;
    private final Map<String, Endpoint> paths = new HashMap<>();

    /** @param ids of answers that no provider gives one of this API */
    public ResponsesApi(ResponseIds ids) {
        this.ids = ids;
        for (Operation operation : SERVED) {
            BEGINNINGS.forEach(each -> paths.put(each + operation.path(), new Endpoint(this, operation, null)));
        }
    }

    @Override
    public @Nullable Endpoint find(String path) {
        return paths.get(path);
    }

    @Override
    public ApiRequest read(Slice body, @Nullable String pathModel) throws InvalidRequestException {
        return ResponsesRequest.read(body, ids.next(), Operation.RESPONSES);
    }

    @Override
    public ApiRequest read(Endpoint endpoint, Slice body, Function<CharSequence, @Nullable String> headers)
            throws InvalidRequestException {
        return ResponsesRequest.read(body, ids.next(), endpoint.operation());
    }

    @Override
    public boolean speaks(Dialect dialect) {
        return dialect.form().equals(ResponsesDialect.FORM);
    }

    @Override
    public byte[] errorBody(CallError error) {
        return chats().errorBody(error);
    }

    @Override
    public byte[] errorEvent(CallError error, long chunks) {
        JsonValue event = new JsonObject()
                .with("type", "error")
                .with("code", error.error().code())
                .with("message", error.message())
                .with("param", error.param() == null ? JsonValue.NULL : new JsonValue.Text(error.param()))
                .with("sequence_number", chunks)
                .value();
        return ("event: error\ndata: " + event + "\n\n").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public AnswerFacts answer(Slice body) {
        ResponsesAnswer answer = ResponsesAnswer.read(body);
        return answer == null ? chats().answer(body) : answer;
    }

    @Override
    public byte @Nullable [] asPlain(ApiRequest asked, Slice answer) {
        return RecordedAnswers.write(answer, writer(asked, false, ResponsesAnswer.created(answer)));
    }

    @Override
    public byte @Nullable [] asStream(ApiRequest asked, Slice answer) {
        return RecordedAnswers.write(answer, writer(asked, true, ResponsesAnswer.created(answer)));
    }

    /** Without what only the request knows. */
    @Override
    public byte @Nullable [] asStream(Slice answer, boolean usage) {
        return RecordedAnswers.write(answer, writer(true, ResponsesAnswer.created(answer)));
    }

    @Override
    public StreamAnswer streamAnswer() {
        return new ToldStream(new ResponseEvents());
    }

    @Override
    public ResponseWriter writer(boolean stream, long created) {
        return new AnswerWriter(new ResponseObject(ids.next(), created, ChatBody.NOTHING), stream);
    }

    @Override
    public ResponseWriter writer(ApiRequest asked, boolean stream, long created) {
        ResponsesRequest ours = ResponsesRequest.of(asked);
        return new AnswerWriter(new ResponseObject(ours.id(), created, ours.sent()), stream);
    }
}
