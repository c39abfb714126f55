package io.callstream.gateway.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@link RequestReader} has found so far. Lists and maps are shared empty ones until something is found. */
final class RequestFields {
    @Nullable String model;

    @Nullable Range modelRange;

    boolean stream;
    boolean streamSeen;

    @Nullable Boolean includeUsage;

    @Nullable Range includeUsageRange;

    @Nullable Range streamOptionsRange;

    boolean streamOptionsHasFields;
    int afterBrace;
    boolean empty = true;

    @Nullable String user;

    @Nullable String sessionId;

    boolean noLog;
    boolean redact;
    boolean store;

    @Nullable OwnFields own;

    @Nullable Slice parameters;

    Map<String, String> metadata = Map.of();
    List<String> tags = List.of();
    List<String> callbacks = List.of();
    List<String> disabledCallbacks = List.of();
    List<Range> secrets = List.of();

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

    private static List<String> with(List<String> list, String item) {
        List<String> longer = list.isEmpty() ? new ArrayList<>() : list;
        if (!longer.contains(item)) {
            longer.add(item);
        }
        return longer;
    }

    void addOwn(int before, Range field, boolean metadata) {
        if (own == null) {
            own = new OwnFields();
        }
        own.add(before, field, metadata);
    }

    void addSecret(Range value) {
        if (secrets.isEmpty()) {
            secrets = new ArrayList<>();
        }
        secrets.add(value);
    }
}
