package io.callstream.gateway.admin;

import io.callstream.gateway.api.ClientApi;
import io.callstream.gateway.api.InvalidRequestException;
import io.callstream.gateway.error.CallError;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.event.RequestInfo;
import io.callstream.gateway.provider.ApiRequest;
import io.callstream.gateway.provider.Operation;
import io.callstream.gateway.server.Page;
import io.callstream.gateway.server.PostPage;
import io.callstream.gateway.server.PostRequest;
import io.callstream.gateway.usage.TokenCounter;
import io.callstream.gateway.usage.Usage;
import io.callstream.json.JsonObject;
import io.callstream.json.Slice;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * Counts the tokens of a request to Anthropic's API without asking a provider: as OpenAI's models count, which is an estimate for
 * those of others. Counting a large body takes milliseconds, so it is done in the background.
 */
public final class TokenCountPage implements PostPage {
    public static final String PATH = "/v1/messages/count_tokens";
    private static final Slice NO_ANSWER = Slice.of("{}");

    private final ClientApi api;
    private final TokenCounter counter;
    private final Executor background;

    /** @param background refuses what is too much */
    public TokenCountPage(ClientApi api, TokenCounter counter, Executor background) {
        this.api = api;
        this.counter = counter;
        this.background = background;
    }

    @Override
    public void answer(PostRequest request, Consumer<Page> then) {
        try {
            background.execute(() -> {
                Page page = count(request.body());
                request.loop().execute(() -> then.accept(page));
            });
        } catch (RejectedExecutionException e) {
            then.accept(error(new CallError(
                    GatewayError.OVERLOADED,
                    "Too many requests wait to be counted; send this one again in a moment.")));
        }
    }

    private Page count(Slice body) {
        try {
            ApiRequest read = api.read(body, null);
            RequestInfo info = read.info(Operation.CHAT_COMPLETION);
            String model = read.model();
            Usage usage =
                    info.body() == null ? null : counter.count(model == null ? "" : model, info.body(), NO_ANSWER);
            long tokens = usage == null ? 0 : usage.promptTokens();
            return Page.json(200, new JsonObject().with("input_tokens", tokens).toString());
        } catch (InvalidRequestException e) {
            return error(new CallError(e.error(), e.getMessage(), e.param()));
        }
    }

    private Page error(CallError error) {
        return Page.error(error.error(), api.errorBody(error));
    }
}
