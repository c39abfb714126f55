package io.callstream.gateway.prompt;

import io.callstream.gateway.error.CallError;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.error.ShownText;
import io.callstream.gateway.provider.PromptFields;
import io.callstream.json.InvalidJsonException;
import io.callstream.json.Slice;
import org.jspecify.annotations.Nullable;

/** What a source's statuses mean: the same for all sources, in the words of one of them. */
final class Answers {
    private static final int OK = 200;

    private final String source;
    private final String id;
    private final Parser parser;

    /**
     * For one prompt.
     *
     * @param source its name, for messages
     */
    Answers(String source, String id, Parser parser) {
        this.source = source;
        this.id = id;
        this.parser = parser;
    }

    /** Reads a source's answer. */
    interface Parser {
        /** @throws InvalidJsonException if it is none of a prompt */
        PromptTemplate parse(Slice body) throws InvalidJsonException;
    }

    Fetched of(HttpAnswer answer) {
        return switch (answer.status()) {
            case OK -> template(answer.body());
            case 404 ->
                refused(
                        GatewayError.PROMPT_NOT_FOUND,
                        source + " has no prompt of this name, label or version",
                        PromptFields.ID);
            case 401, 403 ->
                refused(GatewayError.PROMPT_ACCESS_DENIED, source + " refused the account for the prompt", null);
            case 400, 422 ->
                refused(GatewayError.INVALID_REQUEST, source + " refused the request for the prompt", PromptFields.ID);
            default -> failed(source + " did not answer for the prompt");
        };
    }

    private Fetched template(Slice body) {
        try {
            return new Fetched.Found(parser.parse(body));
        } catch (InvalidJsonException e) {
            return failed(source + " answered with something that is no prompt");
        }
    }

    private Fetched refused(GatewayError error, String recorded, @Nullable String param) {
        return new Fetched.Refused(
                new CallError(error, recorded + ": " + ShownText.of(id) + ".", param, recorded + "."));
    }

    private Fetched failed(String recorded) {
        return new Fetched.Failed(new CallError(
                GatewayError.PROMPT_UNAVAILABLE, recorded + ": " + ShownText.of(id) + ".", null, recorded + "."));
    }
}
