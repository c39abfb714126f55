package io.callstream.gateway.api.openai;

import io.callstream.gateway.api.ClientApi;
import io.callstream.gateway.api.InvalidRequestException;
import io.callstream.gateway.api.LargeAnswer;
import io.callstream.gateway.api.RequestChange;
import io.callstream.gateway.api.RequestEdits;
import io.callstream.gateway.api.RequestText;
import io.callstream.gateway.event.RequestMetadata;
import io.callstream.gateway.provider.ApiRequest;
import io.callstream.json.Slice;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An API of another form than OpenAI's, whose requests are known and changed in OpenAI's. */
public abstract class TranslatedApi implements ClientApi {
    private final OpenAiApi chats = new OpenAiApi();

    /** OpenAI's form. */
    protected final OpenAiApi chats() {
        return chats;
    }

    @Override
    public final List<RequestText> texts(Slice body) {
        return chats.texts(body);
    }

    @Override
    public final Slice edited(Slice body, RequestEdits edits) throws InvalidRequestException {
        return chats.edited(body, edits);
    }

    @Override
    public final ApiRequest change(ApiRequest read, RequestChange change) throws InvalidRequestException {
        TranslatedRequest ours = ours(read);
        return ours.changed(chats.change(ours.chat(), change));
    }

    @Override
    public final ApiRequest readAgain(ApiRequest before, Slice body, @Nullable String model)
            throws InvalidRequestException {
        TranslatedRequest ours = ours(before);
        return ours.changed(chats.readAgain(ours.chat(), body, model));
    }

    private static TranslatedRequest ours(ApiRequest read) {
        if (read instanceof TranslatedRequest request) {
            return request;
        }
        throw new IllegalArgumentException(
                "no request of a form that is translated: " + read.getClass().getName());
    }

    @Override
    public final boolean isParameter(String name) {
        return chats.isParameter(name);
    }

    @Override
    public final RequestMetadata metadata(Function<CharSequence, @Nullable String> headers) {
        return chats.metadata(headers);
    }

    @Override
    public final LargeAnswer largeAnswer() {
        return chats.largeAnswer();
    }
}
