package io.callstream.gateway.api.openai;

import io.callstream.gateway.config.MockAnswer;
import io.callstream.gateway.provider.CacheControl;
import io.callstream.gateway.provider.CallerRouting;
import io.callstream.json.Range;
import io.callstream.json.Slice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What {@link RequestReader} has found so far. Lists and maps are shared empty ones until something is found. */
final class RequestFields {
    @Nullable String model;

    @Nullable Range modelRange;

    boolean stream;

    @Nullable Boolean includeUsage;

    @Nullable Range includeUsageRange;

    @Nullable Range streamOptionsRange;

    @Nullable Range messages;

    long promptTokens;
    /** Whether a parameter says how the call is to be served. */
    boolean namesTier;

    boolean streamOptionsHasFields;
    int afterBrace;
    int count;

    @Nullable String user;

    @Nullable String sessionId;

    @Nullable Integer retries;

    CallerRouting routing = CallerRouting.NONE;
    CacheControl cache = CacheControl.NONE;
    MockAnswer mock = MockAnswer.NONE;

    Map<String, String> extraHeaders = Map.of();
    boolean extraBody;
    boolean noLog;
    boolean redact;
    boolean store;
    /** Then it goes to no provider, whatever else is said. */
    boolean metadataHasAccount;

    @Nullable GatewayOnlyFields own;

    @Nullable Slice parameters;

    Map<String, String> metadata = Map.of();
    Set<String> dropped = Set.of();
    Set<String> tags = Set.of();
    Set<String> callbacks = Set.of();
    Set<String> disabledCallbacks = Set.of();
    List<Range> secrets = List.of();
    Map<String, Slice> prompt = Map.of();

    void addMetadata(String name, String value) {
        if (metadata.isEmpty()) {
            metadata = new LinkedHashMap<>();
        }
        metadata.put(name, value);
    }

    void addTag(String tag) {
        tags = with(tags, tag);
    }

    void addCallback(String sink) {
        callbacks = with(callbacks, sink);
    }

    void addDisabledCallback(String sink) {
        disabledCallbacks = with(disabledCallbacks, sink);
    }

    /** @param unlessThere whether a value that was found before wins */
    void addPrompt(String name, Slice value, boolean unlessThere) {
        if (prompt.isEmpty()) {
            prompt = new HashMap<>();
        }
        if (unlessThere) {
            prompt.putIfAbsent(name, value);
        } else {
            prompt.put(name, value);
        }
    }

    private static Set<String> with(Set<String> items, String item) {
        Set<String> more = items.isEmpty() ? new LinkedHashSet<>() : items;
        more.add(item);
        return more;
    }

    void addOwn(int before, Range field, GatewayOnlyFields.Kind kind) {
        if (own == null) {
            own = new GatewayOnlyFields();
        }
        own.add(before, field, kind);
    }

    void addSecret(Range value) {
        if (secrets.isEmpty()) {
            secrets = new ArrayList<>();
        }
        secrets.add(value);
    }
}
