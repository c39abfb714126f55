package io.callstream.gateway.api.openai;

import io.callstream.gateway.api.InvalidRequestException;
import io.callstream.gateway.config.MockAnswer;
import io.callstream.gateway.provider.CacheControl;
import io.callstream.gateway.provider.CallerRouting;
import io.callstream.gateway.provider.PromptFields;
import io.callstream.gateway.usage.PromptEstimate;
import io.callstream.gateway.usage.TierWords;
import io.callstream.json.InvalidJsonException;
import io.callstream.json.Range;
import io.callstream.json.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway needs to know of a request body in OpenAI's shape, found in one pass that also checks that the
 * whole body is JSON. Ranges count from the body's start and serve to splice the body, which is never written anew.
 */
public final class RequestScan {
    private final RequestFields fields;
    private final @Nullable String model;
    private final Shift shift;

    private RequestScan(RequestFields fields, @Nullable String model, Shift shift) {
        this.fields = fields;
        this.model = model;
        this.shift = shift;
    }

    /**
     * Messages have been put into the body since it was scanned, so that what stands behind them has moved.
     *
     * @param at where they begin
     * @param by how many bytes they are, with a comma
     * @param messages as a list
     */
    private record Shift(int at, int by, Slice messages) {
        static final Shift NONE = new Shift(0, 0, Slice.of("[]"));

        @Nullable Range of(@Nullable Range range) {
            return range == null || by == 0 ? range : moved(range);
        }

        List<Range> of(List<Range> ranges) {
            if (by == 0 || ranges.isEmpty()) {
                return ranges;
            }
            List<Range> moved = new ArrayList<>(ranges.size());
            for (Range range : ranges) {
                moved.add(moved(range));
            }
            return moved;
        }

        private Range moved(Range range) {
            return new Range(of(range.from()), of(range.to()));
        }

        private int of(int index) {
            return index < at ? index : index + by;
        }
    }

    /**
     * Scans a body.
     *
     * @throws InvalidRequestException if it is no JSON object, or one of the fields the gateway acts on is malformed or
     *     stands there twice
     */
    public static RequestScan of(Slice body) throws InvalidRequestException {
        return of(body, null);
    }

    /** @param pathModel the model that the request's path names; it comes before the body's */
    public static RequestScan of(Slice body, @Nullable String pathModel) throws InvalidRequestException {
        try {
            RequestFields fields = new RequestReader(body, Set.of()).read();
            if (!fields.dropped.isEmpty()) {
                fields = new RequestReader(body, fields.dropped).read();
            }
            return new RequestScan(fields, pathModel == null ? fields.model : pathModel, Shift.NONE);
        } catch (InvalidJsonException e) {
            throw InvalidRequestException.malformed(e);
        }
    }

    /**
     * The scan of the same body after messages have been put before its own.
     *
     * @param at index of the first byte
     * @param count of bytes
     * @param messages the same as a list
     */
    RequestScan withMessages(int at, int count, Slice messages, @Nullable String model) {
        if (shift.by != 0) {
            throw new IllegalStateException("messages have been put into this body before");
        }
        return new RequestScan(fields, model, new Shift(at, count, messages));
    }

    /** The word for how the call is to be served; null when it does not say. */
    @Nullable String tier() {
        return fields.namesTier ? TierWords.in(fields.parameters) : null;
    }

    /** About how many tokens the prompt has. */
    long promptTokens() {
        return fields.promptTokens + (shift.by == 0 ? 0 : PromptEstimate.tokens(shift.messages));
    }

    /** Where {@code messages} stand; null when the body has none, or some have been put in. */
    @Nullable Range messagesRange() {
        return shift.by == 0 ? fields.messages : null;
    }

    public static RequestScan of(byte[] body) throws InvalidRequestException {
        return of(Slice.of(body));
    }

    /** Model group asked for; null when neither path nor body names one. */
    public @Nullable String model() {
        return model;
    }

    /** Where the model's value stands, quotes included; null when the body names none. */
    public @Nullable Range modelRange() {
        return shift.of(fields.modelRange);
    }

    public boolean stream() {
        return fields.stream;
    }

    /** The client's {@code stream_options.include_usage}; null when it did not say. */
    public @Nullable Boolean includeUsage() {
        return fields.includeUsage;
    }

    /** Where the value of {@code include_usage} stands. */
    public @Nullable Range includeUsageRange() {
        return shift.of(fields.includeUsageRange);
    }

    /** Where the value of {@code stream_options} stands; it is an object or null. */
    public @Nullable Range streamOptionsRange() {
        return shift.of(fields.streamOptionsRange);
    }

    /** Whether {@code stream_options} is an object with at least one field. */
    public boolean streamOptionsHasFields() {
        return fields.streamOptionsHasFields;
    }

    /** Offset after the body's opening brace: where a field can be put in. */
    public int afterBrace() {
        return fields.afterBrace;
    }

    /**
     * Whether no field is left, so that one put in needs no comma after it.
     *
     * @param cut which of {@link #ownFields} are cut out
     */
    public boolean empty(Cut cut) {
        GatewayOnlyFields own = fields.own;
        return fields.count == (own == null ? 0 : own.count(cut.kinds(fields.store)));
    }

    /** OpenAI's {@code user}. */
    public @Nullable String user() {
        return fields.user;
    }

    /** {@code metadata} without {@code tags} and without names that hold credentials; other than strings as JSON. */
    public Map<String, String> metadata() {
        return fields.metadata;
    }

    /** {@code metadata.tags} and LiteLLM's top-level {@code tags}. */
    public List<String> tags() {
        return List.copyOf(fields.tags);
    }

    /** {@code litellm_session_id}, else {@code metadata.session_id}. */
    public @Nullable String sessionId() {
        return fields.sessionId;
    }

    /** LiteLLM's {@code no-log}. */
    public boolean noLog() {
        return fields.noLog;
    }

    /** LiteLLM's {@code num_retries}; null when the body does not say. */
    public @Nullable Integer retries() {
        return fields.retries;
    }

    /** What the body says about its own routing. */
    public CallerRouting routing() {
        return fields.routing;
    }

    /** Whether there is an {@link ExtraBody} whose fields are to be lifted. */
    boolean hasExtraBody() {
        return fields.extraBody;
    }

    /** LiteLLM's {@code extra_headers} and {@code organization}, by lower-case name. */
    Map<String, String> extraHeaders() {
        return fields.extraHeaders;
    }

    /** LiteLLM's {@code mock_response} and its relatives. */
    public MockAnswer mock() {
        return fields.mock;
    }

    /** Parameters that no provider is to get. */
    Set<String> dropped() {
        return fields.dropped;
    }

    /** LiteLLM's {@code cache}. */
    public CacheControl cacheControl() {
        return fields.cache;
    }

    /** LiteLLM's {@code turn_off_message_logging}: what people and models wrote is not to be recorded. */
    public boolean redact() {
        return fields.redact;
    }

    /** Sinks named in {@code callbacks}, {@code success_callback} and {@code failure_callback}. */
    public List<String> callbacks() {
        return List.copyOf(fields.callbacks);
    }

    /** Sinks named in {@code litellm_disabled_callbacks}. */
    public List<String> disabledCallbacks() {
        return List.copyOf(fields.disabledCallbacks);
    }

    /**
     * What to cut out of the body because it is said to the gateway alone, in order. {@code metadata} stays where OpenAI
     * takes it, which is when the answer is to be stored.
     */
    public List<Range> ownFields(Cut cut) {
        return fields.own == null ? List.of() : shift.of(fields.own.cuts(cut.kinds(fields.store)));
    }

    /** All that is said to the gateway alone. */
    public List<Range> ownFields() {
        return ownFields(Cut.ALL);
    }

    /** What of a body that is said to the gateway is cut out on the way to a provider. */
    public enum Cut {
        NONE,
        /** What is about a prompt that has been put into the request. */
        PROMPT,
        ALL;

        private Set<GatewayOnlyFields.Kind> kinds(boolean store) {
            return switch (this) {
                case NONE -> Set.of();
                case PROMPT -> Set.of(GatewayOnlyFields.Kind.PROMPT);
                case ALL ->
                    store
                            ? Set.of(GatewayOnlyFields.Kind.USUAL, GatewayOnlyFields.Kind.PROMPT)
                            : Set.of(GatewayOnlyFields.Kind.values());
            };
        }
    }

    /** The model parameters as a JSON object; null when there are none. Valid as long as the body. */
    public @Nullable Slice parameters() {
        return fields.parameters;
    }

    /** What it says about a prompt that is kept elsewhere. */
    public PromptFields promptFields() {
        return fields.prompt.isEmpty() ? PromptFields.NONE : new PromptFields(fields.prompt);
    }

    /** Values of fields and metadata whose names hold credentials: to be masked wherever the body is recorded. */
    public List<Range> secrets() {
        return shift.of(fields.secrets);
    }
}
