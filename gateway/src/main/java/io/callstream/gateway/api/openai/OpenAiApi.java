package io.callstream.gateway.api.openai;

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
import io.callstream.gateway.api.form.Multipart;
import io.callstream.gateway.config.SecretNames;
import io.callstream.gateway.error.CallError;
import io.callstream.gateway.error.ErrorBody;
import io.callstream.gateway.event.RequestMetadata;
import io.callstream.gateway.provider.ApiRequest;
import io.callstream.gateway.provider.Dialect;
import io.callstream.gateway.provider.Operation;
import io.callstream.json.Slice;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** OpenAI's API as clients call it. */
public final class OpenAiApi implements ClientApi {
    private static final String FORM = "openai";
    /** The one that OpenAI takes for moderations that name none, as most of its clients write them. */
    private static final String USUAL_JUDGE = "omni-moderation-latest";

    private final OpenAiPaths paths = new OpenAiPaths(this);

    @Override
    public @Nullable Endpoint find(String path) {
        return paths.find(path);
    }

    @Override
    public ApiRequest read(Slice body, @Nullable String pathModel) throws InvalidRequestException {
        return OpenAiRequest.read(body, pathModel);
    }

    /** Files come in forms; what may have none is JSON. */
    @Override
    public ApiRequest read(Endpoint endpoint, Slice body, Function<CharSequence, @Nullable String> headers)
            throws InvalidRequestException {
        String type = headers.apply(HttpHeaderNames.CONTENT_TYPE);
        if (type != null && endpoint.operation().passed() && Multipart.is(type)) {
            return FormRequest.read(Multipart.read(body, type), body.length(), endpoint.model());
        }
        ApiRequest read = read(body, endpoint.model());
        boolean judges = endpoint.operation() == Operation.MODERATION;
        return judges && read.model() == null ? read(body, USUAL_JUDGE) : read;
    }

    @Override
    public List<RequestText> texts(Slice body) {
        return RequestTexts.of(body).stream().map(RequestTexts.Place::text).toList();
    }

    @Override
    public Slice edited(Slice body, RequestEdits edits) throws InvalidRequestException {
        return RequestEditor.edit(body, edits);
    }

    @Override
    public ApiRequest change(ApiRequest read, RequestChange change) throws InvalidRequestException {
        return ours(read).with(change);
    }

    @Override
    public ApiRequest readAgain(ApiRequest before, Slice body, @Nullable String model) throws InvalidRequestException {
        return before instanceof FormRequest form
                ? form.edited(body, model)
                : ours(before).readAgain(body, model);
    }

    private static OpenAiRequest ours(ApiRequest read) {
        if (read instanceof OpenAiRequest request) {
            return request;
        }
        throw new IllegalArgumentException(
                "no request in OpenAI's form: " + read.getClass().getName());
    }

    @Override
    public boolean isParameter(String name) {
        return RequestField.isParameter(name)
                && !GatewayField.has(name)
                && !SecretNames.matches(name)
                && FieldNames.mistakenFor(name) == null;
    }

    @Override
    public RequestMetadata metadata(Function<CharSequence, @Nullable String> headers) {
        return MetadataReader.read(null, headers);
    }

    @Override
    public boolean speaks(Dialect dialect) {
        return dialect.form().equals(FORM);
    }

    @Override
    public byte[] errorBody(CallError error) {
        return ErrorBody.of(error);
    }

    @Override
    public AnswerFacts answer(Slice body) {
        return ResponseScan.of(body);
    }

    @Override
    public byte @Nullable [] asStream(Slice answer, boolean usage) {
        return StreamedAnswer.of(answer, usage);
    }

    @Override
    public LargeAnswer largeAnswer() {
        return new AnswerEdges();
    }

    @Override
    public StreamAnswer streamAnswer() {
        return new StreamAssembler();
    }

    @Override
    public ResponseWriter writer(boolean stream, long created) {
        return stream ? new ChunkWriter(created) : new CompletionWriter(created);
    }

    @Override
    public ResponseWriter embeddingWriter(ApiRequest asked) {
        return EmbeddingListWriter.of(asked);
    }
}
