package io.callstream.gateway.api.pass;

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
import io.callstream.gateway.error.CallError;
import io.callstream.gateway.event.RequestMetadata;
import io.callstream.gateway.provider.ApiRequest;
import io.callstream.gateway.provider.Dialect;
import io.callstream.json.Slice;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Paths whose requests go on as they came: what both kinds of them have in common. Errors look like those of another API. */
abstract class PassedApi implements ClientApi {
    private final ClientApi like;

    /** @param like the API that errors look like, and texts are found by */
    PassedApi(ClientApi like) {
        this.like = like;
    }

    @Override
    public @Nullable Endpoint find(String path) {
        return find("POST", path, "");
    }

    @Override
    public abstract @Nullable Endpoint find(String method, String path, String query);

    @Override
    public abstract ApiRequest read(Endpoint endpoint, Slice body, Function<CharSequence, @Nullable String> headers)
            throws InvalidRequestException;

    @Override
    public ApiRequest read(Slice body, @Nullable String pathModel) {
        throw new UnsupportedOperationException("such a request is read by its head");
    }

    @Override
    public ApiRequest change(ApiRequest read, RequestChange change) {
        throw new UnsupportedOperationException("no prompt is put into such a request");
    }

    @Override
    public ApiRequest readAgain(ApiRequest before, Slice body, @Nullable String model) throws InvalidRequestException {
        if (before instanceof PassedRequest passed && passed.content().isJson()) {
            return passed.with(body);
        }
        throw InvalidRequestException.field("body", "one that is to be changed to be JSON: files pass as they came");
    }

    @Override
    public List<RequestText> texts(Slice body) {
        return body.isEmpty() ? List.of() : like.texts(body);
    }

    @Override
    public Slice edited(Slice body, RequestEdits edits) throws InvalidRequestException {
        return like.edited(body, edits);
    }

    @Override
    public boolean isParameter(String name) {
        return like.isParameter(name);
    }

    @Override
    public RequestMetadata metadata(Function<CharSequence, @Nullable String> headers) {
        return like.metadata(headers);
    }

    @Override
    public boolean speaks(Dialect dialect) {
        return true;
    }

    @Override
    public byte[] errorBody(CallError error) {
        return like.errorBody(error);
    }

    @Override
    public AnswerFacts answer(Slice body) {
        return like.answer(body);
    }

    @Override
    public byte @Nullable [] asStream(Slice answer, boolean usage) {
        return like.asStream(answer, usage);
    }

    @Override
    public LargeAnswer largeAnswer() {
        return like.largeAnswer();
    }

    @Override
    public StreamAnswer streamAnswer() {
        return like.streamAnswer();
    }

    @Override
    public ResponseWriter writer(boolean stream, long created) {
        return like.writer(stream, created);
    }
}
